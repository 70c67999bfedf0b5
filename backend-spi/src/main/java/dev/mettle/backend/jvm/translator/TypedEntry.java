package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.function.IrFunction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the method that does the work: parameters and result in their lanes. Where integer
 * arithmetic leaves 64 bits it throws, and one handler around everything captures the frame at the
 * first instruction. That repeats what was computed so far, which is sound since all of it is pure,
 * and it keeps each operation at three bytes.
 */
final class TypedEntry {

  /** How the method is called. */
  record Signature(String name, MethodTypeDesc type) {}

  private final IrFunction function;
  private final LanePlan plan;
  private final Operations operations;
  private final Constants constants;
  private final Signature signature;

  TypedEntry(IrFunction function, LanePlan plan, Operations operations, Constants constants) {
    this.function = function;
    this.plan = plan;
    this.operations = operations;
    this.constants = constants;
    List<ClassDesc> parameters = new ArrayList<>();
    parameters.add(Types.CONTEXT);
    for (Lane lane : plan.parameters()) {
      parameters.add(lane.descriptor());
    }
    this.signature =
        new Signature(
            MethodNames.of(function.name()),
            MethodTypeDesc.of(plan.result().descriptor(), parameters));
  }

  Signature signature() {
    return signature;
  }

  /** The method, and the parts that had to be split off. */
  List<CodeBuilder> methods(int maxMethodBytes) {
    int[] sizes = new int[function.code().size()];
    CodeBuilder whole = write(Parts.NONE, sizes);
    List<CodeBuilder> methods = new ArrayList<>();
    if (whole.size() <= maxMethodBytes) {
      methods.add(whole);
      return methods;
    }
    Parts parts = Splitter.split(function, plan, sizes, maxMethodBytes, signature.name() + "$");
    methods.add(write(parts, null));
    for (Part part : parts.all()) {
      methods.add(write(part, parts));
    }
    return methods;
  }

  private CodeBuilder write(Parts parts, int @org.jspecify.annotations.Nullable [] sizes) {
    CodeBuilder code = new CodeBuilder(signature.name(), signature.type());
    int[] slots = slots(1);
    BodyWriter body = new BodyWriter(function, plan, operations, constants, code, slots, free(1));
    JvmLabel start = code.newLabel();
    JvmLabel end = code.newLabel();
    JvmLabel handler = code.newLabel();
    code.place(start);
    if (sizes == null) {
      body.write(0, sizes(), parts);
    } else {
      for (int i = 0; i < sizes.length; i++) {
        int before = code.size();
        body.instruction(i);
        sizes[i] = code.size() - before;
      }
    }
    code.place(end);
    if (plan.canLeaveRange()) {
      leave(code, handler, slots);
      code.handler(start, end, handler, Types.ARITHMETIC_EXCEPTION);
    }
    return code;
  }

  private int sizes() {
    return function.code().size() - 1;
  }

  private CodeBuilder write(Part part, Parts parts) {
    CodeBuilder code = new CodeBuilder(part.method(), part.type(plan.parameters()));
    int[] slots = new int[plan.parameters().size()];
    int next = 0;
    for (int parameter : part.parameters()) {
      slots[parameter] = next;
      next += plan.parameters().get(parameter).slots();
    }
    BodyWriter body = new BodyWriter(function, plan, operations, constants, code, slots, next);
    body.write(part.start(), part.end(), parts);
    body.ret(part.result());
    return code;
  }

  private void leave(CodeBuilder code, JvmLabel handler, int[] slots) {
    code.place(handler);
    List<FrameType> locals = new ArrayList<>();
    for (int i = 0; i < signature.type().parameterCount(); i++) {
      locals.add(FrameType.of(signature.type().parameterType(i)));
    }
    code.frame(locals, List.of(FrameType.of(Types.ARITHMETIC_EXCEPTION)));
    code.op(JvmOp.POP);
    code.load(JvmType.REFERENCE, 0);
    code.getStatic(Types.LEAVE_REASON, "INTEGER_RANGE", Types.LEAVE_REASON);
    constants.pushFunction(code, function);
    code.pushInt(0);
    code.pushInt(slots.length);
    code.newArray(Types.ATOM);
    for (int i = 0; i < slots.length; i++) {
      code.op(JvmOp.DUP);
      code.pushInt(i);
      code.load(Types.local(plan.parameters().get(i)), slots[i]);
      BodyWriter.box(code, plan.parameters().get(i));
      code.op(JvmOp.AASTORE);
    }
    code.pushInt(0);
    code.newArray(Types.ATOM);
    code.invokeVirtual(Types.CONTEXT, "leaveTyped", Types.LEAVE_TYPED);
    code.op(JvmOp.ATHROW);
  }

  private int[] slots(int first) {
    int[] slots = new int[plan.parameters().size()];
    int next = first;
    for (int i = 0; i < slots.length; i++) {
      slots[i] = next;
      next += plan.parameters().get(i).slots();
    }
    return slots;
  }

  private int free(int first) {
    int next = first;
    for (Lane lane : plan.parameters()) {
      next += lane.slots();
    }
    return next;
  }
}
