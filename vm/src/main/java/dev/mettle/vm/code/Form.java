package dev.mettle.vm.code;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Where the words of decoded instructions lie, counted from the one that names the instruction: the
 * one declaration that the decoder, the loop, the check of code and its listing follow. {@link
 * Shape} says which instruction has which form, and what the marks of the words mean.
 *
 * <p>What lies behind a row of words is counted as if the row were empty: it lies as many words
 * further as the row has. {@code LENGTH} is that of an instruction with empty rows.
 */
public final class Form {

  /** What waits for a result ends with the word that says where it goes, and goes on behind it. */
  public static final int BEHIND_RESULT = 1;

  private Form() {}

  /** See {@link Shape.Kind#FROM}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface From {}

  /** See {@link Shape.Kind#TO}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface To {}

  /** See {@link Shape.Kind#VALUE}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Value {}

  /** See {@link Shape.Kind#POOL}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Pool {}

  /** See {@link Shape.Kind#NUMBER}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Literal {}

  /** See {@link Shape.Kind#COUNT}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Count {}

  /** See {@link Shape.Kind#TARGET}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Goal {}

  /** See {@link Shape.Kind#VALUES}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Values {}

  /** See {@link Shape.Kind#TARGETS}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Goals {}

  /** What two operands come to. */
  public interface Binary {
    @To int RESULT = 1;
    @From int LEFT = 2;
    @From int RIGHT = 3;
    @Pool int OPERATION = 4;
    int LENGTH = 5;
  }

  /** The same where the right operand is written into the code. */
  public interface Small {
    @To int RESULT = 1;
    @From int LEFT = 2;
    @Literal int RIGHT = 3;
    @Pool int OPERATION = 4;
    int LENGTH = 5;
  }

  /** What an operand comes to. */
  public interface Unary {
    @To int RESULT = 1;
    @From int OPERAND = 2;
    @Pool int OPERATION = 3;
    int LENGTH = 4;
  }

  /** A comparison and the branch behind it. */
  public interface BranchBinary {
    @From int LEFT = 1;
    @From int RIGHT = 2;
    @To int RESULT = 3;
    @Pool int OPERATION = 4;
    @Goal int FALSE = 5;
    int LENGTH = 6;
  }

  /** The same where the right operand is written into the code. */
  public interface BranchSmall {
    @From int LEFT = 1;
    @Literal int RIGHT = 2;
    @To int RESULT = 3;
    @Pool int OPERATION = 4;
    @Goal int FALSE = 5;
    int LENGTH = 6;
  }

  /** A value goes to another place. */
  public interface Move {
    @To int RESULT = 1;
    @From int VALUE = 2;
    int LENGTH = 3;
  }

  /** A constant goes to a place. */
  public interface Constant {
    @To int RESULT = 1;
    @Pool int VALUE = 2;
    int LENGTH = 3;
  }

  public interface Jump {
    @Goal int NEXT = 1;
    int LENGTH = 2;
  }

  public interface Branch {
    @From int CONDITION = 1;
    @Goal int FALSE = 2;
    @Goal int VARIABLE = 3;
    @Goal int OTHER = 4;
    int LENGTH = 5;
  }

  public interface Switch {
    @From int VALUE = 1;
    @Pool int TABLE = 2;
    @Count int COUNT = 3;
    @Goals int CASES = 4;
    int LENGTH = 4;
  }

  public interface Guard {
    @Goal int CHANGED = 1;
    int LENGTH = 2;
  }

  public interface UnlessKind {
    @From int VALUE = 1;
    @Pool int KIND = 2;
    @Goal int OTHER = 3;
    int LENGTH = 4;
  }

  public interface UnlessAdmits {
    @Value int EXPECTED = 1;
    @Pool int TYPE = 2;
    @Goal int OTHER = 3;
    int LENGTH = 4;
  }

  /** A call whose value comes back to a place. */
  public interface Call {
    @Pool int CALLEE = 1;
    @Count int COUNT = 2;
    @Value int EXPECTED = 3;
    @Values int ARGUMENTS = 4;
    @To int RESULT = 4;
    int LENGTH = 5;
  }

  /** A call as the last act. */
  public interface TailCall {
    @Pool int CALLEE = 1;
    @Count int COUNT = 2;
    @Value int EXPECTED = 3;
    @Values int ARGUMENTS = 4;
    int LENGTH = 4;
  }

  public interface Return {
    @From int VALUE = 1;
    int LENGTH = 2;
  }

  /** What is evaluated, and where the value goes. */
  public interface Eval {
    @From int ATOM = 1;
    @Value int EXPECTED = 2;
    @To int RESULT = 3;
    int LENGTH = 4;
  }

  /** The same as the last act. */
  public interface TailEval {
    @From int ATOM = 1;
    @Value int EXPECTED = 2;
    int LENGTH = 3;
  }

  public interface Reduce {
    @From int ATOM = 1;
    @Value int EXPECTED = 2;
    @Goal int IRREDUCIBLE = 3;
    @Goal int FUNCTION = 4;
    @To int RESULT = 5;
    int LENGTH = 6;
  }

  public interface TailReduce {
    @From int ATOM = 1;
    @Value int EXPECTED = 2;
    @Goal int IRREDUCIBLE = 3;
    @Goal int FUNCTION = 4;
    int LENGTH = 5;
  }

  public interface IfError {
    @From int VALUE = 1;
    @To int KEPT = 2;
    @Goal int ERROR = 3;
    int LENGTH = 4;
  }

  public interface IfNewError {
    @From int VALUE = 1;
    @Value int WRITTEN = 2;
    @To int KEPT = 3;
    @Goal int ERROR = 4;
    int LENGTH = 5;
  }

  public interface Child {
    @From int EXPRESSION = 1;
    @Literal int INDEX = 2;
    @To int RESULT = 3;
    int LENGTH = 4;
  }

  public interface MakeExpr {
    @Count int COUNT = 1;
    @Values int CHILDREN = 2;
    @To int RESULT = 2;
    int LENGTH = 3;
  }

  public interface Instantiate {
    @Pool int TEMPLATE = 1;
    @To int RESULT = 2;
    int LENGTH = 3;
  }

  public interface Mark {
    @From int VALUE = 1;
    @To int RESULT = 2;
    int LENGTH = 3;
  }

  public interface Match {
    @From int VALUE = 1;
    @Pool int PATTERN = 2;
    @Goal int OTHER = 3;
    int LENGTH = 4;
  }

  public interface Fork {
    @Count int COUNT = 1;
    @Goals int WAYS = 2;
    int LENGTH = 2;
  }

  public interface Fail {
    int LENGTH = 1;
  }

  public interface FailIfEmpty {
    @From int VALUE = 1;
    int LENGTH = 2;
  }

  public interface OwnValue {
    @From int VALUE = 1;
    @To int RESULT = 2;
    @Goal int OWN = 3;
    int LENGTH = 4;
  }

  public interface ByHead {
    @Pool int SITE = 1;
    @Goal int UNTYPED = 2;
    @Goal int TYPED = 3;
    @Goal int OTHER = 4;
    int LENGTH = 5;
  }

  public interface NewScope {
    @To int SCOPE = 1;
    int LENGTH = 2;
  }

  public interface ChildScope {
    @To int CHILD = 1;
    @From int SCOPE = 2;
    @From int INDEX = 3;
    int LENGTH = 4;
  }

  public interface ScopeVar {
    @To int RESULT = 1;
    @Pool int NAME = 2;
    @From int SCOPE = 3;
    @Literal int ORDER = 4;
    int LENGTH = 5;
  }

  public interface Claim {
    @From int FIRST = 1;
    @To int RESULT = 2;
    @Pool int NAME = 3;
    @From int SCOPE = 4;
    @Literal int ORDER = 5;
    int LENGTH = 6;
  }

  public interface Begin {
    @To int BARRIER = 1;
    int LENGTH = 2;
  }

  public interface End {
    @From int BARRIER = 1;
    @From int VALUE = 2;
    @To int RESULT = 3;
    int LENGTH = 4;
  }

  public interface Cast {
    @From int VALUE = 1;
    @Value int EXPECTED = 2;
    @To int RESULT = 3;
    int LENGTH = 4;
  }

  public interface UnlessValue {
    @From int ATOM = 1;
    @Value int EXPECTED = 2;
    @To int RESULT = 3;
    @Goal int OTHER = 4;
    int LENGTH = 5;
  }

  public interface Fresh {
    @To int RESULT = 1;
    @Pool int NAME = 2;
    int LENGTH = 3;
  }

  public interface CheckCall {
    @Value int EXPECTED = 1;
    @Pool int SITE = 2;
    @To int PLAN = 3;
    @Goal int EVALUATE = 4;
    int LENGTH = 5;
  }

  public interface LoadFormal {
    @From int PLAN = 1;
    @Literal int INDEX = 2;
    @To int RESULT = 3;
    int LENGTH = 4;
  }

  public interface RunFunction {
    @From int BODY = 1;
    @Value int EXPECTED = 2;
    @Pool int WRITTEN = 3;
    @To int RESULT = 4;
    int LENGTH = 5;
  }

  public interface TailFunction {
    @From int BODY = 1;
    @Value int EXPECTED = 2;
    @Pool int WRITTEN = 3;
    int LENGTH = 4;
  }

  public interface Collect {
    @To int COLLECTOR = 1;
    @To int RESULTS = 2;
    @Goal int DONE = 3;
    int LENGTH = 4;
  }

  public interface Yield {
    @From int COLLECTOR = 1;
    @From int VALUE = 2;
    int LENGTH = 3;
  }

  public interface IfNoResult {
    @To int CUT = 1;
    @Goal int OTHERWISE = 2;
    int LENGTH = 3;
  }

  public interface HasResult {
    @From int CUT = 1;
    int LENGTH = 2;
  }

  public interface Unify {
    @From int LEFT = 1;
    @From int RIGHT = 2;
    @Goal int DIFFER = 3;
    int LENGTH = 4;
  }

  public interface Cons {
    @From int FIRST = 1;
    @From int REST = 2;
    @Goal int OTHER = 3;
    @To int RESULT = 4;
    int LENGTH = 5;
  }

  /** A part of a list. */
  public interface Part {
    @From int LIST = 1;
    @Goal int OTHER = 2;
    @To int RESULT = 3;
    int LENGTH = 4;
  }

  public interface SpaceMatch {
    @From int SPACE = 1;
    @From int PATTERN = 2;
    @Goal int OTHER = 3;
    int LENGTH = 4;
  }

  public interface QueryRows {
    @From int SPACE = 1;
    @Pool int QUERY = 2;
    @Goal int ANSWERED = 3;
    int LENGTH = 4;
  }

  public interface GatherRows {
    @From int SPACE = 1;
    @Pool int QUERY = 2;
    int LENGTH = 3;
  }

  /** Whether a value is of some kind. */
  public interface Test {
    @From int VALUE = 1;
    @Goal int OTHER = 2;
    int LENGTH = 3;
  }

  public interface NextChild {
    @From int LIST = 1;
    @To int INDEX = 2;
    @Goal int DONE = 3;
    @To int RESULT = 4;
    int LENGTH = 5;
  }

  public interface AddTo {
    @From int LIST = 1;
    @From int CHILD = 2;
    int LENGTH = 3;
  }

  public interface TakeList {
    @From int LIST = 1;
    @To int RESULT = 2;
    int LENGTH = 3;
  }
}
