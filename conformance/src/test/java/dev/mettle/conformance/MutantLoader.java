package dev.mettle.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads the engine anew, with one instruction of one method changed: a comparison of integers that
 * takes in equality or leaves it out, or an operation in the place of another.
 */
final class MutantLoader extends ClassLoader {

  private static final String OURS = "dev.mettle.";

  private static final Map<Opcode, Opcode> COMPARISONS =
      Map.of(
          Opcode.IFGE,
          Opcode.IFGT,
          Opcode.IFGT,
          Opcode.IFGE,
          Opcode.IFLE,
          Opcode.IFLT,
          Opcode.IFLT,
          Opcode.IFLE);

  private static final Map<Opcode, Opcode> OPERATIONS =
      Map.of(
          Opcode.LADD,
          Opcode.LSUB,
          Opcode.LSUB,
          Opcode.LADD,
          Opcode.LMUL,
          Opcode.LADD,
          Opcode.LREM,
          Opcode.LDIV,
          Opcode.DADD,
          Opcode.DSUB,
          Opcode.DSUB,
          Opcode.DADD,
          Opcode.DMUL,
          Opcode.DADD);

  private final String type;
  private final String method;
  private final int place;
  private int seen;
  private String change = "";

  /**
   * A loader for one mutant.
   *
   * @param place which of the instructions of the method that can be changed is; none if negative
   */
  MutantLoader(String type, String method, int place) {
    super(MutantLoader.class.getClassLoader());
    this.type = type;
    this.method = method;
    this.place = place;
  }

  /** How many instructions of the method can be changed. */
  int places() throws ClassNotFoundException {
    loadClass(type);
    return seen;
  }

  /** What was changed. */
  String change() {
    return change;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      byte[] bytes = bytes(name);
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private byte[] bytes(String name) throws ClassNotFoundException {
    byte[] bytes;
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    return name.equals(type) ? changed(bytes) : bytes;
  }

  private byte[] changed(byte[] bytes) {
    ClassFile files = ClassFile.of();
    CodeTransform code =
        CodeTransform.ofStateful(
            () ->
                new CodeTransform() {
                  private boolean compared;

                  @Override
                  public void accept(
                      java.lang.classfile.CodeBuilder builder,
                      java.lang.classfile.CodeElement element) {
                    Opcode to = null;
                    if (element instanceof BranchInstruction branch && compared) {
                      to = COMPARISONS.get(branch.opcode());
                    } else if (element instanceof OperatorInstruction operator) {
                      to = OPERATIONS.get(operator.opcode());
                    }
                    if (element instanceof java.lang.classfile.Instruction instruction) {
                      compared = instruction.opcode() == Opcode.LCMP;
                    }
                    put(builder, element, to);
                  }
                });
    return files.transformClass(
        files.parse(bytes),
        ClassTransform.transformingMethodBodies(
            model -> model.methodName().equalsString(method), code));
  }

  private void put(
      java.lang.classfile.CodeBuilder builder,
      java.lang.classfile.CodeElement element,
      @Nullable Opcode to) {
    if (to == null || seen++ != place) {
      builder.with(element);
      return;
    }
    switch (element) {
      case BranchInstruction branch -> {
        change = branch.opcode() + " becomes " + to;
        builder.with(BranchInstruction.of(to, branch.target()));
      }
      case OperatorInstruction operator -> {
        change = operator.opcode() + " becomes " + to;
        builder.with(OperatorInstruction.of(to));
      }
      default -> throw new AssertionError(element);
    }
  }
}
