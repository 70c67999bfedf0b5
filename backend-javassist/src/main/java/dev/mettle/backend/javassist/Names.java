package dev.mettle.backend.javassist;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import javassist.bytecode.ConstPool;
import org.jspecify.annotations.Nullable;

/**
 * The names of one class: classes and members of classes. The pool looks each part of a name up
 * whenever it is used; here what was used before is found at once.
 */
final class Names {

  /**
   * A member that was used, and others of that name. Descriptions of types are compared, not their
   * texts: nearly all are the same objects each time.
   */
  private record Member(ClassDesc owner, ConstantDesc type, int index, @Nullable Member another) {}

  private final ConstPool pool;
  private final Map<ClassDesc, Integer> classes = new HashMap<>();
  private final Map<String, Member> members = new HashMap<>();

  Names(ConstPool pool) {
    this.pool = pool;
  }

  /** With dots for a class, the descriptor for an array. */
  static String of(ClassDesc type) {
    String descriptor = type.descriptorString();
    return type.isArray()
        ? descriptor
        : descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }

  /** The index of a class. */
  int classInfo(ClassDesc type) {
    Integer known = classes.get(type);
    if (known != null) {
      return known;
    }
    int index = pool.addClassInfo(of(type));
    classes.put(type, index);
    return index;
  }

  /** The index of a field. */
  int field(ClassDesc owner, String name, ClassDesc type) {
    int known = find(owner, name, type);
    return known > 0
        ? known
        : keep(
            owner,
            name,
            type,
            pool.addFieldrefInfo(classInfo(owner), name, type.descriptorString()));
  }

  /** The index of a method of a class. */
  int method(ClassDesc owner, String name, MethodTypeDesc type) {
    int known = find(owner, name, type);
    return known > 0
        ? known
        : keep(
            owner,
            name,
            type,
            pool.addMethodrefInfo(classInfo(owner), name, type.descriptorString()));
  }

  private int find(ClassDesc owner, String name, ConstantDesc type) {
    for (Member member = members.get(name); member != null; member = member.another()) {
      if (member.owner().equals(owner) && member.type().equals(type)) {
        return member.index();
      }
    }
    return 0;
  }

  private int keep(ClassDesc owner, String name, ConstantDesc type, int index) {
    members.put(name, new Member(owner, type, index, members.get(name)));
    return index;
  }
}
