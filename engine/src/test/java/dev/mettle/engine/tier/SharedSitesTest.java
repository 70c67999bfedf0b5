package dev.mettle.engine.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.site.CheckSite;
import dev.mettle.vm.code.site.HeadSite;
import dev.mettle.vm.code.site.PatternSite;
import dev.mettle.vm.code.site.RowSite;
import dev.mettle.vm.code.site.SwitchTable;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is remembered at an instruction is one object for the interpreter and for compiled code. */
final class SharedSitesTest {

  private static final String PROGRAM =
      """
      (: typed (-> Number Number))
      (= (typed $x) (+ $x 1))
      (= (checked $x) (typed (car-atom $x)))
      (= (headed $f) ($f 1))
      (= (taken $x) (let ($a $b) $x (pair $b $a)))
      (= (found $x) (match &self (fact $x $y) $y))
      (= (chosen Nil) 1)
      (= (chosen (Cons $x $y)) $x)
      (= (chosen (Pair $x $y)) $y)
      """;

  @Test
  void sitesOfRequestsLieInThePool() throws Exception {
    Set<String> kinds = new TreeSet<>();
    for (UnitRequest request :
        Engine.create().lower(new SourceText("sites.metta", PROGRAM)).units().stream()
            .flatMap(unit -> unit.request().stream())
            .toList()) {
      for (UnitFunction function : request.functions()) {
        IdentityHashMap<Object, Object> pool = new IdentityHashMap<>();
        Arrays.stream(((Code) function.code()).pool).forEach(object -> pool.put(object, object));
        Stream.of(function.sites().values(), function.switches().values())
            .flatMap(Collection::stream)
            .filter(site -> !(site instanceof CodeSite code) || remembers(code))
            .forEach(
                site -> {
                  kinds.add(site.getClass().getSimpleName());
                  assertSame(site, pool.get(site), function.function()::toString);
                });
      }
    }
    assertEquals(
        Stream.of(
                CheckSite.class,
                HeadSite.class,
                PatternSite.class,
                RowSite.class,
                SwitchTable.class)
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new)),
        kinds);
  }

  private static boolean remembers(CodeSite site) {
    return site instanceof CheckSite
        || site instanceof HeadSite
        || site instanceof PatternSite
        || site instanceof RowSite;
  }
}
