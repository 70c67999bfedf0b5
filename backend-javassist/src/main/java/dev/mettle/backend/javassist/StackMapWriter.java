package dev.mettle.backend.javassist;

import dev.mettle.backend.jvm.FrameType;
import java.util.List;
import javassist.bytecode.ConstPool;
import javassist.bytecode.StackMapTable;
import org.jspecify.annotations.Nullable;

/** Collects the stack-map frames of a method. All are written in full; there are few of them. */
final class StackMapWriter {

  private final ConstPool pool;
  private final Names names;
  private StackMapTable.@Nullable Writer writer;
  private int last = -1;

  StackMapWriter(ConstPool pool, Names names) {
    this.pool = pool;
    this.names = names;
  }

  void add(int pc, List<FrameType> locals, List<FrameType> stack) {
    if (writer == null) {
      writer = new StackMapTable.Writer(64);
    }
    writer.fullFrame(pc - last - 1, tags(locals), data(locals), tags(stack), data(stack));
    last = pc;
  }

  @Nullable StackMapTable finish() {
    return writer == null ? null : writer.toStackMapTable(pool);
  }

  private static int[] tags(List<FrameType> types) {
    int[] tags = new int[types.size()];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = tag(types.get(i));
    }
    return tags;
  }

  private static int tag(FrameType type) {
    return switch (type) {
      case FrameType.Reference reference -> StackMapTable.OBJECT;
      case FrameType.Simple simple ->
          switch (simple) {
            case TOP -> StackMapTable.TOP;
            case INT -> StackMapTable.INTEGER;
            case LONG -> StackMapTable.LONG;
            case DOUBLE -> StackMapTable.DOUBLE;
            case NULL -> StackMapTable.NULL;
          };
    };
  }

  private int[] data(List<FrameType> types) {
    int[] data = new int[types.size()];
    for (int i = 0; i < data.length; i++) {
      if (types.get(i) instanceof FrameType.Reference reference) {
        data[i] = names.classInfo(reference.type());
      }
    }
    return data;
  }
}
