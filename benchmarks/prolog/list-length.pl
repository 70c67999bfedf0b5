% The length of a list, by recursion.

build(0, List, List) :- !.
build(N, List, All) :- N1 is N - 1, build(N1, [N|List], All).

len([], 0).
len([_|Xs], N) :- len(Xs, N1), N is N1 + 1.

main(N, Length) :- build(N, [], List), len(List, Length).
