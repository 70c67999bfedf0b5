% A list of n elements is built and summed.

build(0, List, List) :- !.
build(N, List, All) :- N1 is N - 1, build(N1, [N|List], All).

sum([], Sum, Sum).
sum([X|Xs], Acc, Sum) :- Acc1 is Acc + X, sum(Xs, Acc1, Sum).

main(N, Sum) :- build(N, [], List), sum(List, 0, Sum).
