% Proofs from axioms and rules whose conclusion has an unbound variable: all descendants in a chain.

:- dynamic axiom/2.

axiom(direct, (parent(X, Y) -> ancestor(X, Y))).
axiom(further, (parent(X, Y) -> (ancestor(Y, Z) -> ancestor(X, Z)))).

link(0) :- !.
link(N) :- N1 is N - 1, assertz(axiom(fact(N), parent(p(N), p(N1)))), link(N1).

:- link(8).

prove(_, Proof, Theorem) :- axiom(Proof, Theorem).
prove(s(Depth), apply(Rule, Argument), Theorem) :-
    prove(Depth, Rule, (Premise -> Theorem)),
    prove(Depth, Argument, Premise).

search(0, Last, Last) :- !.
search(Times, _, Last) :-
    findall(Proof - Who, prove(s(s(s(z))), Proof, ancestor(p(8), Who)), All),
    length(All, Count),
    Times1 is Times - 1,
    search(Times1, Count, Last).

main(Times, Last) :- search(Times, 0, Last).
