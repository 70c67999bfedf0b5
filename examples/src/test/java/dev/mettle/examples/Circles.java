package dev.mettle.examples;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The largest sets of classes in which each leads to each other one. Nested classes count as the
 * class around them.
 */
final class Circles {

  private static final Pattern OURS = Pattern.compile("L(dev/mettle/[\\w/$]+);");

  private final Map<String, Set<String>> known = new TreeMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> lowest = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final List<Set<String>> circles = new ArrayList<>();

  Circles(JavaClasses classes) throws IOException {
    for (JavaClass type : classes) {
      known
          .computeIfAbsent(outermost(type.getName()), name -> new TreeSet<>())
          .addAll(namedIn(type));
    }
    known.forEach((name, targets) -> targets.remove(name));
  }

  /** All classes that a class file names, in whatever way its code uses them. */
  private static Set<String> namedIn(JavaClass type) throws IOException {
    Set<String> names = new TreeSet<>();
    URI place = type.getSource().orElseThrow().getUri();
    try (InputStream in = place.toURL().openStream()) {
      for (PoolEntry entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
        String text =
            switch (entry) {
              case ClassEntry named -> "L" + named.asInternalName() + ";";
              case NameAndTypeEntry named -> named.type().stringValue();
              case MethodTypeEntry named -> named.descriptor().stringValue();
              case Utf8Entry named -> named.stringValue();
              default -> "";
            };
        Matcher matcher = OURS.matcher(text);
        while (matcher.find()) {
          names.add(outermost(matcher.group(1).replace('/', '.')));
        }
      }
    }
    return names;
  }

  private static String outermost(String name) {
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  List<Set<String>> all() {
    for (String name : known.keySet()) {
      if (!numbers.containsKey(name)) {
        visit(name);
      }
    }
    return circles;
  }

  /** The algorithm of Tarjan; the code is no deeper than its classes are many. */
  private void visit(String name) {
    numbers.put(name, numbers.size());
    lowest.put(name, number(name));
    open.push(name);
    for (String target : Objects.requireNonNull(known.get(name))) {
      if (!known.containsKey(target)) {
        continue;
      }
      if (!numbers.containsKey(target)) {
        visit(target);
        lowest.merge(name, Objects.requireNonNull(lowest.get(target)), Math::min);
      } else if (open.contains(target)) {
        lowest.merge(name, number(target), Math::min);
      }
    }
    if (number(name) == Objects.requireNonNull(lowest.get(name))) {
      Set<String> circle = new TreeSet<>();
      String last;
      do {
        last = open.pop();
        circle.add(last);
      } while (!last.equals(name));
      if (circle.size() > 1) {
        circles.add(circle);
      }
    }
  }

  private int number(String name) {
    return Objects.requireNonNull(numbers.get(name));
  }
}
