package dev.mettle.examples.classfile;

import static java.lang.constant.ConstantDescs.CD_MethodHandles_Lookup;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.MTD_void;

import dev.mettle.backend.spi.ClassData;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The objects that a class needs. Each gets a static final field, which the static initialiser
 * fills from the class data. Objects share a field only if they are the same object: what is equal
 * may still differ, as 1 and 1.0 do.
 */
final class Pool {

  /** Beyond these the static initialiser would be too long for a method. */
  static final int MAX = 4_000;

  private record Field(int index, ClassDesc type) {}

  private final ClassDesc owner;
  private final IdentityHashMap<Object, Field> fields = new IdentityHashMap<>();
  private final List<Object> data = new ArrayList<>();

  Pool(ClassDesc owner) {
    this.owner = owner;
  }

  /** The class data. */
  List<Object> data() {
    return List.copyOf(data);
  }

  int size() {
    return data.size();
  }

  /** Pushes an object. */
  void push(CodeBuilder code, Object object, ClassDesc type) {
    Field field = fields.get(object);
    if (field == null) {
      field = new Field(data.size(), type);
      fields.put(object, field);
      data.add(object);
    }
    code.getstatic(owner, "k" + field.index(), field.type());
  }

  /** Writes the fields and the static initialiser. */
  void write(ClassBuilder type) {
    if (data.isEmpty()) {
      return;
    }
    for (Field field : fields.values()) {
      type.withField(
          "k" + field.index(),
          field.type(),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
    }
    type.withMethodBody(
        ConstantDescs.CLASS_INIT_NAME, MTD_void, ClassFile.ACC_STATIC, this::initialise);
  }

  private void initialise(CodeBuilder code) {
    code.invokestatic(
        Types.desc(MethodHandles.class), "lookup", MethodTypeDesc.of(CD_MethodHandles_Lookup));
    code.invokestatic(
        Types.desc(ClassData.class),
        "take",
        MethodTypeDesc.of(CD_Object.arrayType(), CD_MethodHandles_Lookup));
    code.astore(0);
    for (Field field : fields.values()) {
      code.aload(0).loadConstant(field.index()).aaload().checkcast(field.type());
      code.putstatic(owner, "k" + field.index(), field.type());
    }
    code.return_();
  }

  /** The type of a method without a result. */
  static MethodTypeDesc toVoid(ClassDesc... parameters) {
    return MethodTypeDesc.of(CD_void, parameters);
  }
}
