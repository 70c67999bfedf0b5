package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.tier.Tier;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code help!} prints is the same on every tier, down to the names of variables. */
final class PrintedDocumentationTest {

  private static String printed(Tier tier, String program) throws SyntaxException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Engine engine = Engine.builder().tier(tier).out(out).build();
    engine.run(new SourceText("test", program), results -> {});
    return bytes.toString(StandardCharsets.UTF_8).replaceAll("#\\d+", "#n");
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void aTypeWithAVariable(Tier tier) throws SyntaxException {
    assertEquals(
        """
        Function twice: (-> Number $ret-type#n $ret-type#n) Does it twice.
        Parameters:
          (type Number) a number
          (type $ret-type#n) what to do
        Return: (type $ret-type#n) what was done
        """,
        printed(
            tier,
            """
            (@doc twice
              (@desc "Does it twice.")
              (@params ((@param "a number") (@param "what to do")))
              (@return "what was done"))
            (: twice (-> Number $t $t))
            !(help! twice)
            """));
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void aFunctionAndAnAtomThatIsNoFunction(Tier tier) throws SyntaxException {
    assertEquals(
        """
        Function f: (-> A B) Does it.
        Parameters:
          (type A) a thing
        Return: (type B) another thing
        Atom A: Type The things.
        No documentation found for nothing
        """,
        printed(
            tier,
            """
            (@doc f (@desc "Does it.") (@params ((@param "a thing"))) (@return "another thing"))
            (: f (-> A B))
            (@doc A (@desc "The things."))
            (: A Type)
            !(help! f)
            !(help! A)
            !(help! nothing)
            """));
  }

  /** The module need not be imported for that. */
  @ParameterizedTest
  @EnumSource(Tier.class)
  void aWordOfAModule(Tier tier) {
    assertEquals(
        """
        json-decode is a word of the module json: !(import! &self json) brings it
        get-keys is a word of the module json: !(import! &self json) brings it
        flip is a word of the module random: !(import! &self random) brings it
        Function flip: (-> Bool) Flips a coin.
        Parameters:
        Return: (type Bool) True or False
        """,
        printed(
            tier,
            """
            !(help! json-decode)
            !(help! get-keys)
            !(help! flip)
            !(import! &self random)
            !(help! flip)
            """));
  }
}
