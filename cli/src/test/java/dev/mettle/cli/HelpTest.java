package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.cli.command.Invocation;
import dev.mettle.cli.command.MettleCommand;
import dev.mettle.cli.console.ConsoleOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The help of every command. */
class HelpTest {

  private static List<CommandLine> all() {
    List<CommandLine> all = new ArrayList<>();
    all.add(MettleCommand.described());
    for (int i = 0; i < all.size(); i++) {
      all.addAll(all.get(i).getSubcommands().values());
    }
    return all;
  }

  @Test
  void itFitsATerminal() {
    List<CommandLine> commands = all();
    assertTrue(commands.size() > 10, commands::toString);
    for (CommandLine command : commands) {
      String name = command.getCommandSpec().qualifiedName();
      List<String> help = command.getUsageMessage(CommandLine.Help.Ansi.OFF).lines().toList();
      assertTrue(help.stream().anyMatch(line -> line.startsWith("Usage: " + name)), () -> name);
      assertEquals(
          List.of(), help.stream().filter(line -> line.length() > 80).toList(), () -> name);
    }
  }

  @Test
  void aShellCompletesCommandsOptionsAndTiers() {
    String script = AutoComplete.bash("mettle", MettleCommand.described());
    assertTrue(script.contains("--max-steps"), script);
    assertTrue(script.contains("\"tree\" \"vm\" \"jit\""), script);
    assertTrue(script.contains("run test repl why"), script);
  }

  @Test
  void aFullDiskIsSaidWithoutAStackTrace() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      for (String[] arguments : new String[][] {{"--help"}, {"run", "--help"}, {"help"}}) {
        err.reset();
        assertEquals(1, Invocation.execute(arguments, new ConsoleOutput(full)));
        assertEquals(
            "mettle: cannot write to standard output: No space left on device\n",
            err.toString(StandardCharsets.UTF_8));
      }
    } finally {
      System.setErr(before);
    }
  }

  /** A command alone knows what it knows among all of them. */
  @Test
  void itIsTheSameWhereverItIsAskedFor() {
    for (CommandLine command : MettleCommand.described().getSubcommands().values()) {
      String name = command.getCommandName();
      CommandRun asked = CommandRun.of(name, "--help");
      assertEquals(0, asked.status(), name);
      assertEquals(command.getUsageMessage(CommandLine.Help.Ansi.OFF), asked.out(), name);
      if (!name.equals("help")) {
        assertEquals(asked.out(), CommandRun.of("help", name).out(), name);
      }
    }
  }
}
