% Loading facts from a file, and a query for one of them.
% each of the size: edge('node-{i}', {i}).

main(N, Node) :- Last is N - 1, edge(Node, Last).
