package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmField;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objects that generated code refers to: one static final field each, filled from the class
 * data by the static initialiser.
 */
public final class Constants {

  private final ClassDesc owner;
  private final List<Object> data = new ArrayList<>();
  private final List<JvmField> fields = new ArrayList<>();
  private final IdentityHashMap<Object, JvmField> byIdentity = new IdentityHashMap<>();
  private final Map<Long, LongAtom> integers = new HashMap<>();

  /** Those of a class. */
  public Constants(ClassDesc owner) {
    this.owner = owner;
  }

  /** How many there are. */
  public int count() {
    return data.size();
  }

  /** The class data. */
  public List<Object> data() {
    return data;
  }

  /** The fields that they lie in. */
  public List<JvmField> fields() {
    return fields;
  }

  /** Pushes an atom as a reference. */
  public void pushAtom(CodeBuilder code, Atom atom) {
    if (atom instanceof BoolAtom b) {
      code.getStatic(Types.BOOL_ATOM, b.value() ? "TRUE" : "FALSE", Types.BOOL_ATOM);
    } else if (atom == Expression.EMPTY) {
      code.getStatic(Types.EXPRESSION, "EMPTY", Types.EXPRESSION);
    } else if (atom instanceof LongAtom n) {
      // One object per value, so that the same integer does not fill several fields.
      push(code, integers.computeIfAbsent(n.value(), v -> n), Types.ATOM);
    } else {
      push(code, atom, Types.ATOM);
    }
  }

  /** Pushes any object. */
  public void push(CodeBuilder code, Object object, ClassDesc type) {
    JvmField field =
        byIdentity.computeIfAbsent(
            object,
            o -> {
              JvmField fresh = new JvmField("k" + byIdentity.size(), type);
              data.add(o);
              fields.add(fresh);
              return fresh;
            });
    code.getConstant(owner, field);
  }

  /** Forgets what the code of these methods does not push. */
  public void keepOnly(List<CodeBuilder> methods) {
    Set<JvmField> used = new HashSet<>();
    for (CodeBuilder method : methods) {
      method.addConstants(used);
    }
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (!used.contains(fields.get(i))) {
        fields.remove(i);
        data.remove(i);
      }
    }
  }

  /** The static initialiser. */
  public CodeBuilder initialiser() {
    CodeBuilder code = new CodeBuilder("<clinit>", Types.INITIALISER);
    code.invokeStatic(Types.LOOKUPS, "lookup", Types.GET_LOOKUP);
    code.invokeStatic(Types.CLASS_DATA, "take", Types.TAKE);
    code.store(JvmType.REFERENCE, 0);
    for (int i = 0; i < fields.size(); i++) {
      JvmField field = fields.get(i);
      code.load(JvmType.REFERENCE, 0);
      code.pushInt(i);
      code.op(JvmOp.AALOAD);
      code.checkCast(field.type());
      code.putStatic(owner, field.name(), field.type());
    }
    code.op(JvmOp.RETURN);
    return code;
  }
}
