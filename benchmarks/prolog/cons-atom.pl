% A list of a thousand elements is built and summed, n times.

build(0, List, List) :- !.
build(N, List, All) :- N1 is N - 1, build(N1, [N|List], All).

sum([], Sum, Sum).
sum([X|Xs], Acc, Sum) :- Acc1 is Acc + X, sum(Xs, Acc1, Sum).

again(0, Last, Last) :- !.
again(Times, _, Last) :-
    build(1000, [], List),
    sum(List, 0, Sum),
    Times1 is Times - 1,
    again(Times1, Sum, Last).

main(Times, Last) :- again(Times, 0, Last).
