package dev.mettle.backend.javassist;

import java.lang.constant.ClassDesc;
import java.util.HashMap;
import java.util.Map;
import javassist.bytecode.ConstPool;

/**
 * The names of one class: classes and members of classes. The pool looks each part of a name up
 * whenever it is used; here what was used before is found at once.
 */
final class Names {

  private record Member(ClassDesc owner, String name, String descriptor, boolean isField) {}

  private final ConstPool pool;
  private final Map<ClassDesc, Integer> classes = new HashMap<>();
  private final Map<Member, Integer> members = new HashMap<>();

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
  int field(ClassDesc owner, String name, String descriptor) {
    return index(new Member(owner, name, descriptor, true));
  }

  /** The index of a method of a class. */
  int method(ClassDesc owner, String name, String descriptor) {
    return index(new Member(owner, name, descriptor, false));
  }

  private int index(Member member) {
    Integer known = members.get(member);
    if (known != null) {
      return known;
    }
    int owner = classInfo(member.owner());
    int index =
        member.isField()
            ? pool.addFieldrefInfo(owner, member.name(), member.descriptor())
            : pool.addMethodrefInfo(owner, member.name(), member.descriptor());
    members.put(member, index);
    return index;
  }
}
