package dev.mettle.cli.command;

import dev.mettle.vm.tier.Tier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a tier. */
final class TierConverter implements ITypeConverter<Tier> {
  /** Called by picocli. */
  TierConverter() {}

  @Override
  public Tier convert(String name) {
    return Tier.of(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + name + "' is no tier; there are " + Tier.names()));
  }
}
