package dev.mettle.backend.jvm.translator.unit;

import dev.mettle.backend.jvm.translator.CodeBuilder;
import dev.mettle.backend.jvm.translator.MethodNames;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.Version;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version of a function, with what is known of it so far. */
final class VersionCode {

  private final Version version;
  private final UnitFunction function;
  private final String name;
  private @Nullable Lane result;

  VersionCode(Version version, UnitFunction function, int number) {
    this.version = version;
    this.function = function;
    this.name = MethodNames.of(function.function().name()) + "$" + number;
  }

  Version version() {
    return version;
  }

  UnitFunction function() {
    return function;
  }

  /** The name of the method that does the work. */
  String name() {
    return name;
  }

  /** The name of the way in from outside. */
  String entryName() {
    return "e" + name.substring(1);
  }

  /** The lane of the result as far as it is known; null as long as no way to return was found. */
  @Nullable Lane resultSoFar() {
    return result;
  }

  /** The lane of the result; where nothing ever returns, as good as any. */
  Lane result() {
    Lane known = result;
    return known == null ? Lane.REFERENCE : known;
  }

  /** Takes in that a result may be in a lane; says whether that is news. */
  boolean mayReturn(Lane lane) {
    Lane known = result;
    Lane joined = known == null || known == lane ? lane : Lane.REFERENCE;
    result = joined;
    return joined != known;
  }

  /** Whether the expected type is a parameter. */
  boolean takesExpected() {
    return version.expected().isEmpty();
  }

  /** The type of the method. */
  MethodTypeDesc type() {
    List<ClassDesc> parameters = new ArrayList<>();
    parameters.add(UnitTypes.CONTEXT);
    for (Lane lane : version.lanes()) {
      parameters.add(lane.descriptor());
    }
    if (takesExpected()) {
      parameters.add(Lane.REFERENCE.descriptor());
    }
    parameters.add(ConstantDescs.CD_int);
    return MethodTypeDesc.of(result().descriptor(), parameters);
  }

  /** How many slots the parameters take. */
  int parameterSlots() {
    return type().parameterList().stream().mapToInt(CodeBuilder::slots).sum();
  }
}
