package dev.mettle.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs find documentation of everything that the library offers. */
class DocumentationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+",
        "==",
        "and",
        "sqrt-math",
        "size-atom",
        "unique-atom",
        "sort-strings",
        "format-args",
        "println!",
        "trace!",
        "new-space",
        "add-atom",
        "get-atoms",
        "match",
        "get-state",
        "_new-state",
        "call-native",
        "superpose",
        "nop",
        "if-equal",
        "sealed",
        "pragma!",
        "get-metatype",
        "get-type-space",
        "import!",
        "include",
        "mod-space!",
        "module-space-no-deps",
        "print-mods!",
        "register-module!",
        "git-module!",
        "bind!",
        "capture",
        "get-type",
        "if",
        "chain",
        "="
      })
  void documented(String name) throws Exception {
    List<Atom> found = Engine.builder().build().evaluate("(get-doc " + name + ")").atoms();
    assertEquals(1, found.size());
    assertTrue(
        found.get(0).toString().startsWith("(@doc-formal (@item " + name + ") (@kind function)"),
        () -> found.toString());
  }
}
