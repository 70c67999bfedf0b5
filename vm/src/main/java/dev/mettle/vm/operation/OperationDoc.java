package dev.mettle.vm.operation;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operation is good for, in the terms of the language's own documentation: {@code get-doc}
 * and {@code help!} show it, and so does the reference manual.
 *
 * @param description what the operation does
 * @param parameters what each parameter means, in order
 * @param result what the result means
 */
public record OperationDoc(String description, List<String> parameters, String result) {

  private static final Symbol DOC = Symbol.of("@doc");
  private static final Symbol DESC = Symbol.of("@desc");
  private static final Symbol PARAMS = Symbol.of("@params");
  private static final Symbol PARAM = Symbol.of("@param");
  private static final Symbol RETURN = Symbol.of("@return");

  /** Copies the list of parameters. */
  public OperationDoc {
    parameters = List.copyOf(parameters);
  }

  /** A description, followed by the meaning of each parameter and of the result. */
  public static OperationDoc of(String description, String... parametersAndResult) {
    int last = parametersAndResult.length - 1;
    return new OperationDoc(
        description, List.of(parametersAndResult).subList(0, last), parametersAndResult[last]);
  }

  /** The atom that documents {@code subject}: {@code (@doc subject (@desc ..) ..)}. */
  public Expression toAtom(Atom subject) {
    List<Atom> explained = new ArrayList<>(parameters.size());
    for (String parameter : parameters) {
      explained.add(text(PARAM, parameter));
    }
    return Expression.of(
        DOC,
        subject,
        text(DESC, description),
        Expression.of(PARAMS, Expression.of(explained)),
        text(RETURN, result));
  }

  private static Expression text(Symbol head, String text) {
    return Expression.of(head, StringAtom.of(text));
  }
}
