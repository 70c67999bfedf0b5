package dev.mettle.engine.runtime;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.operation.ControlOperation;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.space.AtomSpace;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the operations that a library declares, by name. */
public final class Declarations {

  private final Map<String, Operation> operations = new LinkedHashMap<>();

  /** Declares an operation that computes values. */
  public void value(String name, Atom type, OperationDoc doc, ValueOperation.Body body) {
    operations.put(name, new ValueOperation(name, type, doc, body));
  }

  /** Declares an operation that works on the machine. */
  public void control(String name, Atom type, OperationDoc doc, ControlOperation.Body body) {
    operations.put(name, new ControlOperation(name, type, doc, body));
  }

  /** Declares {@code operation} under its own name. */
  public void add(Operation operation) {
    operations.put(operation.name(), operation);
  }

  /** Adds what documents these operations to a space. */
  public void documentIn(AtomSpace space) {
    for (Operation operation : operations.values()) {
      operation.doc().ifPresent(doc -> space.add(doc.toAtom(operation)));
    }
  }

  /** The operations by name. */
  public Map<String, Operation> operations() {
    return operations;
  }
}
