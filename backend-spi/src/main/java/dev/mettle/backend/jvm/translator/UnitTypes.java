package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.spi.AtomArithmetic;
import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.Equality;
import dev.mettle.backend.spi.Footing;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.QuerySite;
import dev.mettle.backend.spi.SwitchSite;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.kernel.KernelTable;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** The classes and method types that the code of units names besides those of {@link Types}. */
final class UnitTypes {

  static final ClassDesc ATOM = Types.ATOM;
  static final ClassDesc CONTEXT = Types.desc(ProgramContext.class);
  static final ClassDesc LAYOUT = Types.desc(FrameLayout.class);
  static final ClassDesc FRAME = Types.desc(HeapFrame.class);
  static final ClassDesc TARGET = Types.desc(CallTarget.class);
  static final ClassDesc CODE = Types.desc(FunctionCode.class);
  static final ClassDesc FOOTING = Types.desc(Footing.class);
  static final ClassDesc SWITCH_SITE = Types.desc(SwitchSite.class);
  static final ClassDesc SITE = Types.desc(CodeSite.class);
  static final ClassDesc QUERY_SITE = Types.desc(QuerySite.class);
  static final ClassDesc EQUALITY = Types.desc(Equality.class);
  static final ClassDesc SYMBOLS = Types.desc(Symbols.class);
  static final ClassDesc VARIABLE = Types.desc(Variable.class);
  static final ClassDesc ATOM_ARITHMETIC = Types.desc(AtomArithmetic.class);
  static final ClassDesc UNARY = Types.desc(KernelTable.Unary.class);
  static final ClassDesc BINARY = Types.desc(KernelTable.Binary.class);
  static final ClassDesc LONGS = CD_long.arrayType();

  static final MethodTypeDesc ENTRY = MethodTypeDesc.of(CD_void, CONTEXT);
  static final MethodTypeDesc TO_INT = MethodTypeDesc.of(CD_int);
  static final MethodTypeDesc TO_LONG = MethodTypeDesc.of(CD_long);
  static final MethodTypeDesc TO_DOUBLE = MethodTypeDesc.of(CD_double);
  static final MethodTypeDesc TO_BOOLEAN = MethodTypeDesc.of(CD_boolean);
  static final MethodTypeDesc TO_ATOM = MethodTypeDesc.of(ATOM);
  static final MethodTypeDesc ATOM_TO_ATOM = MethodTypeDesc.of(ATOM, ATOM);
  static final MethodTypeDesc IS = MethodTypeDesc.of(CD_boolean, ATOM);
  static final MethodTypeDesc IS_AGAINST = MethodTypeDesc.of(CD_boolean, ATOM, ATOM);
  static final MethodTypeDesc COMPARE_ATOMS = MethodTypeDesc.of(CD_int, ATOM, ATOM);
  static final MethodTypeDesc APPLY_1 = MethodTypeDesc.of(ATOM, UNARY, ATOM);
  static final MethodTypeDesc APPLY_2 = MethodTypeDesc.of(ATOM, BINARY, ATOM, ATOM);
  static final MethodTypeDesc MAY_CALL =
      MethodTypeDesc.of(CD_boolean, FOOTING, TARGET, CODE, CD_int);
  static final MethodTypeDesc MAY_CALL_SO = MethodTypeDesc.of(CD_boolean, FOOTING);
  static final MethodTypeDesc IS_CURRENT = MethodTypeDesc.of(CD_boolean, FOOTING, CODE);
  static final MethodTypeDesc TARGET_OF = MethodTypeDesc.of(CD_int, ATOM);
  static final MethodTypeDesc CHILD = MethodTypeDesc.of(ATOM, CD_int);
  static final MethodTypeDesc OWNING = MethodTypeDesc.of(Types.EXPRESSION, Types.ATOMS);
  static final MethodTypeDesc BEGINS = MethodTypeDesc.of(CD_void, SITE);
  static final MethodTypeDesc MADE_ERROR = MethodTypeDesc.of(ATOM, SITE, ATOM);
  static final MethodTypeDesc INSTANTIATE = MethodTypeDesc.of(ATOM, ATOM, Types.ATOMS);
  static final MethodTypeDesc CONSTRUCT_1 = MethodTypeDesc.of(ATOM, TARGET, ATOM);
  static final MethodTypeDesc CONSTRUCT_2 = MethodTypeDesc.of(ATOM, FOOTING, TARGET, ATOM, ATOM);
  static final MethodTypeDesc CONSTRUCT_N = MethodTypeDesc.of(ATOM, TARGET, Types.ATOMS);
  static final MethodTypeDesc CALL = MethodTypeDesc.of(ATOM, TARGET, Types.ATOMS, ATOM, CD_int);
  static final MethodTypeDesc CALL_WAITING =
      MethodTypeDesc.of(ATOM, TARGET, Types.ATOMS, ATOM, FRAME, CD_int);
  static final MethodTypeDesc TO_FRAME = MethodTypeDesc.of(FRAME);
  static final MethodTypeDesc FRAME_TO_FRAME = MethodTypeDesc.of(FRAME, FRAME);
  static final MethodTypeDesc TAKE_FRAME = MethodTypeDesc.of(CD_void, FRAME);
  static final MethodTypeDesc TO_OBJECT = MethodTypeDesc.of(CD_Object);
  static final MethodTypeDesc FRAME_TO_OBJECT = MethodTypeDesc.of(CD_Object, FRAME);
  static final MethodTypeDesc HAND_OVER = MethodTypeDesc.of(CD_boolean, LAYOUT);
  static final MethodTypeDesc HAND_OVER_ATOM = MethodTypeDesc.of(CD_boolean, LAYOUT, ATOM);
  static final MethodTypeDesc TAKE_OBJECT = MethodTypeDesc.of(CD_void, CD_Object);
  static final MethodTypeDesc TAKE_RESULT = MethodTypeDesc.of(CD_void, CD_Object, ATOM);
  static final MethodTypeDesc PASSES = MethodTypeDesc.of(CD_boolean, CD_Object, ATOM);
  static final MethodTypeDesc ASK_LONG = MethodTypeDesc.of(CD_void, CD_int, CD_long);
  static final MethodTypeDesc ASK = MethodTypeDesc.of(CD_void, CD_int, ATOM);
  static final MethodTypeDesc ROWS = MethodTypeDesc.of(CD_int, QUERY_SITE, ATOM);
  static final MethodTypeDesc QUERY = MethodTypeDesc.of(CD_boolean, FRAME, ATOM, ATOM);
  static final MethodTypeDesc FORK_WORDS =
      MethodTypeDesc.of(FRAME, LAYOUT, FRAME, CD_long, CD_long);
  static final MethodTypeDesc FORK_ATOMS =
      MethodTypeDesc.of(FRAME, LAYOUT, FRAME, CD_Object, CD_Object);
  static final MethodTypeDesc FORK_MIXED =
      MethodTypeDesc.of(FRAME, LAYOUT, FRAME, CD_long, CD_Object);
  static final MethodTypeDesc FRAME_FEW =
      MethodTypeDesc.of(FRAME, LAYOUT, FRAME, CD_long, CD_Object, CD_Object);
  static final MethodTypeDesc FRAME_SOME =
      MethodTypeDesc.of(
          FRAME, LAYOUT, FRAME, CD_long, CD_long, CD_Object, CD_Object, CD_Object, CD_Object);
  static final MethodTypeDesc FRAME_MANY =
      MethodTypeDesc.of(FRAME, LAYOUT, FRAME, LONGS, CD_Object.arrayType());
  static final MethodTypeDesc ARRIVE = MethodTypeDesc.of(ATOM, FRAME, ATOM);
  static final MethodTypeDesc ARRIVE_WORD = MethodTypeDesc.of(CD_boolean, FRAME);
  static final MethodTypeDesc LEAVE_MANY =
      MethodTypeDesc.of(ATOM, LAYOUT, LONGS, CD_Object.arrayType());
  static final MethodTypeDesc CLOSE = MethodTypeDesc.of(ATOM, FRAME);
  static final MethodTypeDesc LONG_ARGUMENT = MethodTypeDesc.of(CD_long, CD_int);
  static final MethodTypeDesc DOUBLE_ARGUMENT = MethodTypeDesc.of(CD_double, CD_int);
  static final MethodTypeDesc ARGUMENT = MethodTypeDesc.of(ATOM, CD_int);
  static final MethodTypeDesc OBJECT_AT = MethodTypeDesc.of(CD_Object, CD_int);
  static final MethodTypeDesc GIVE_LONG = MethodTypeDesc.of(CD_void, CD_long);
  static final MethodTypeDesc GIVE_DOUBLE = MethodTypeDesc.of(CD_void, CD_double);
  static final MethodTypeDesc GIVE = MethodTypeDesc.of(CD_void, ATOM);
  static final MethodTypeDesc DOUBLE_BITS = MethodTypeDesc.of(CD_long, CD_double);

  static final FrameType CONTEXT_IN_FRAME = FrameType.of(CONTEXT);
  static final FrameType FRAME_IN_FRAME = FrameType.of(FRAME);
  private static final FrameType ATOM_IN_FRAME = FrameType.of(ATOM);
  private static final FrameType OBJECT_IN_FRAME = FrameType.of(CD_Object);

  static final MethodTypeDesc CHECK = MethodTypeDesc.of(CD_Object, SITE, ATOM, Types.ATOMS);

  private UnitTypes() {}

  /** What a value of a lane is to the verifier. */
  static FrameType inFrame(Lane lane) {
    return switch (lane) {
      case LONG -> FrameType.Simple.LONG;
      case DOUBLE -> FrameType.Simple.DOUBLE;
      case BOOLEAN -> FrameType.Simple.INT;
      case REFERENCE -> ATOM_IN_FRAME;
      case OBJECT -> OBJECT_IN_FRAME;
    };
  }
}
