% The longest way to one, by the rule of Collatz.

steps(1, Count, Count) :- !.
steps(N, Count, Steps) :-
    Count1 is Count + 1,
    (   N mod 2 =:= 0 -> N1 is N // 2 ; N1 is 3 * N + 1 ),
    steps(N1, Count1, Steps).

longest(0, Best, Best) :- !.
longest(N, Best, Longest) :-
    steps(N, 0, Count),
    (   Count > Best -> Best1 = Count ; Best1 = Best ),
    N1 is N - 1,
    longest(N1, Best1, Longest).

main(N, Longest) :- longest(N, 0, Longest).
