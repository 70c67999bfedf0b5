package dev.mettle.benchmarks.program;

import dev.mettle.benchmarks.twin.TwinProcess;
import dev.mettle.benchmarks.twin.Twins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same algorithm in Java. */
public record JavaSide() implements Side {

  @Override
  public String label() {
    return "Java";
  }

  @Override
  public boolean has(Program program) {
    return Twins.names().contains(program.name());
  }

  @Override
  public Launch launch(Job job, Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the launcher of the command has it.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:-UsePerfData");
    command.addAll(job.heap());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(TwinProcess.class.getName());
    command.add(job.program().name());
    command.add(job.program().prepared(job.size(), directory).toString());
    command.add(Integer.toString(job.size().size()));
    command.add(Boolean.toString(job.again()));
    return new Launch(command, Map.of());
  }
}
