package dev.mettle.conformance.unit;

/** The texts of units with instructions that the context does. */
final class Instructions {

  private Instructions() {}

  /** Goes through the children of a list, and doubles them. */
  static final String LOOP =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
        locals 5
      {
        jump_unless_list 0 L12
        first_child 2
        new_list 3
      L3:
        next_child 0 2 L10
        store_local 4
        load_local 4
        push_long_small 2
        mul
        add_to 3
        jump L3
      L10:
        take_list 3
        return
      L12:
        push_nil
        return
      }
      """;

  /** Takes a list apart and puts it together. */
  static final String PARTS =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
      {
        load_local 0
        car L9
        load_local 0
        cdr L8
        cons L8
        decons L9
        return
      L8:
        pop
      L9:
        return
      }
      """;

  /** Checks a call, and makes it. */
  static final String CHECKED =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
        locals 3
        const 0 (g $x@0)
        const 1 empty
      {
        load_local 1
        check_call 0 2 L8
        load_local 0
        load_formal 2 1
        cast
        load_formal 2 0
        call_evaluated
        return
      L8:
        push_constant 1
        return
      }
      """;

  /** Looks at a head, and calls it. */
  static final String HEADS =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
        const 0 %Undefined%
        const 1 other
      {
        jump_by_head 0 1 L4 L10 L13
        load_local 0
        return
      L4:
        push_long_small 20
        push_type 0
        call_value 0 1
        push_long_small 1
        add
        return
      L10:
        push_constant 1
        return
      L13:
        push_constant 1
        return
      }
      function "double 1" (a0 atom, expected type) -> atom
        key double 1
      {
        load_local 0
        push_long_small 2
        mul
        return
      }
      """;

  /** Matches a pattern, which stands for {@code PATTERN}, and turns the parts round. */
  static final String PATTERN =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
        locals 4
        const 0 ((2 3) PATTERN)
        const 1 no
      {
        load_local 0
        match_pattern 0 L6
        load_local 3
        load_local 2
        make_expr 2
        return
      L6:
        push_constant 1
        return
      }
      """;

  /** Whether two atoms are alike. */
  static final String UNIFY =
      """
      function "f 2" (a0 atom, a1 atom, expected type) -> atom
        key f 2
      {
        load_local 0
        load_local 1
        unify L5
        push_true
        return
      L5:
        push_false
        return
      }
      """;

  /** Makes variables. */
  static final String SCOPES =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
        locals 4
        const 0 x
      {
        new_scope 2
        first_child 3
        scope_var 0 2 1
        load_local 0
        claim_var 0 2 1
        fresh_var 0
        make_expr 3
        return
      }
      """;

  /** Looks at what a local is. */
  static final String LOOKS =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
        const 0 open
        const 1 function
      {
        jump_if_function 0 L5
        jump_unless_ground 0 L7
        push_unit
        return
      L5:
        push_constant 1
        return
      L7:
        push_constant 0
        return
      }
      """;

  /** Has the context do two things. */
  static final String DONE =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
        const 0 %Undefined%
      {
        load_local 0
        push_type 0
        run_instruction
        load_local 0
        push_type 0
        call_evaluated
        make_expr 2
        return
      }
      """;

  /** Calls its first argument with the second; so far that has been the last function. */
  static final String LIKELY =
      """
      function "f 2" (a0 atom, a1 atom, expected type) -> atom
        key f 2
        const 0 %Undefined%
      {
        push_long_small 100
        load_local 1
        push_type 0
        call_value 0 1
        sub
        return
      }
      function "half 1" (a0 atom, expected type) -> atom
        key half 1
      {
        load_local 0
        push_long_small 2
        floor_div
        return
      }
      function "double 1" (a0 atom, expected type) -> atom
        key double 1
      {
        load_local 0
        push_long_small 2
        mul
        return
      }
      """;

  /** The same as the last act. */
  static final String LIKELY_LAST =
      """
      function "f 2" (a0 atom, a1 atom, expected type) -> atom
        key f 2
        const 0 %Undefined%
      {
        load_local 1
        push_type 0
        tail_call_value 0 1
      }
      function "half 1" (a0 atom, expected type) -> atom
        key half 1
      {
        load_local 0
        push_long_small 2
        floor_div
        return
      }
      function "pair 1" (a0 atom, expected type) -> atom
        key pair 1
      {
        load_local 0
        load_local 0
        make_expr 2
        return
      }
      """;

  /** Looks for an error that was computed, under two operands. */
  static final String NEW_ERROR =
      """
      function "f 2" (a0 atom, a1 atom, expected type) -> atom
        key f 2
      {
        push_long_small 1
        push_long_small 2
        load_local 0
        load_local 1
        jump_if_new_error 2 L7
        make_expr 3
        return
      L7:
        return
      }
      """;

  /** Has a way of its own for each condition. */
  static final String TRUTH =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
      {
        load_local 0
        jump_if_false L4 L6 L8
        push_long_small 1
        return
      L4:
        push_long_small 2
        return
      L6:
        push_long_small 3
        return
      L8:
        push_long_small 4
        return
      }
      """;

  /** Looks at an expression, and takes it apart. */
  static final String TAKEN =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
        const 0 (Nil (Pair 3))
      {
        load_local 0
        switch 0 L10 L12 L14 L4
      L4:
        load_local 0
        load_child 1
        load_local 0
        load_child 2
        make_expr 2
        return
      L10:
        push_long_small 1
        return
      L12:
        push_long_small 2
        return
      L14:
        push_long_small 3
        return
      }
      """;

  /** Calls a function against a type that was found, which {@code FORMAL} stands for. */
  static final String AGAINST =
      """
      function "f 2" (a0 atom, a1 atom, expected type) -> atom
        key f 2
        locals 4
        const 0 (h $x@0 $y@1)
        const 1 (g 1)
      {
        load_local 2
        check_call 0 3 L8
        push_long_small 7
        load_local 0
        load_formal 3 FORMAL
        call 1 1
        make_expr 2
        return
      L8:
        push_nil
        return
      }
      function "g 1" (a0 atom, expected type) -> atom
        key g 1
      {
        load_local 0
        push_long_small 1
        add
        return
      }
      """;

  /** Has the context do something as the last act. */
  static final String DONE_LAST =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
        const 0 %Undefined%
      {
        load_local 0
        push_type 0
        tail_instruction
      }
      """;

  /** Runs bodies of functions. */
  static final String BODIES =
      """
      function "f 1" (a0 atom, expected type) -> atom
        key f 1
        const 0 %Undefined%
        const 1 (first $x@0)
        const 2 (second $x@0)
      {
        load_local 0
        push_type 0
        run_function 1
        store_local 0
        load_local 0
        push_type 0
        tail_function 2
      }
      """;

  /** Two ways meet with other operands and another local, and compute on; a loop goes back. */
  static final String JOINED =
      """
      function "f 2" (a0 atom, a1 atom, expected type) -> atom
        key f 2
        locals 4
      {
        load_local 0
        push_long_small 0
        lt
        jump_if_false L8 L8 L8
        load_local 1
        store_local 3
        push_long_small 7
        jump L11
      L8:
        load_local 0
        store_local 3
        load_local 1
      L11:
        load_local 3
        load_local 1
        mul
        load_local 0
        sub
        load_local 3
        add
        make_expr 2
        return
      }
      """;

  /** Halves its first argument until it is 1, with an operand beneath. */
  static final String BACK =
      """
      function "f 2" (a0 atom, a1 atom, expected type) -> atom
        key f 2
        locals 4
      {
        load_local 1
        store_local 3
        load_local 1
      L3:
        load_local 0
        push_long_small 1
        gt
        jump_if_false L15 L15 L15
        load_local 0
        push_long_small 2
        floor_div
        store_local 0
        load_local 3
        load_local 3
        add
        store_local 3
        jump L3
      L15:
        load_local 3
        make_expr 2
        return
      }
      """;

  /** Calls operations, and what lies outside, one after the other. */
  static final String OPERATIONS =
      """
      function "f 2" (a0 atom, a1 atom, expected type) -> atom
        key f 2
        const 0 %Undefined%
        const 1 g"pair"
        const 2 (effect! 2)
      {
        load_local 0
        load_local 1
        push_type 0
        call_operation 1 2
        load_local 1
        load_local 0
        push_type 0
        call_operation 1 2
        load_local 1
        load_local 1
        push_type 0
        call 2 2
        load_local 0
        load_local 1
        push_type 0
        call 2 2
        make_expr 4
        return
      }
      """;
}
