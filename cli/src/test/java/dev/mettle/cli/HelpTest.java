package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.cli.command.MettleCommand;
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
