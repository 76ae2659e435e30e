// Who can sign in to the servers of the tests. A second step is set up once, so each test has somebody of its own in each project.
export const password = "a bridge of blue paper";

const people = [
  { part: "walk", name: "Ada Walker", grants: ["administrator"] },
  { part: "axe", name: "Grace Tester", grants: ["administrator"] },
  { part: "team", name: "Tess Team", grants: ["performance-team"] },
  { part: "columns", name: "Cole Columns", grants: ["performance-team"] },
  { part: "enters", name: "Edna Enters", grants: ["contributor:repairs"] },
  { part: "approves", name: "Amy Approves", grants: ["approver:homes"] },
  { part: "proposes", name: "Pia Proposes", grants: ["contributor:repairs"] },
  { part: "arranges", name: "Mary Meetings", grants: ["performance-team"] },
  { part: "asks", name: "Cllr Asks", grants: ["viewer:CV-P05"] },
  { part: "edits", name: "Eddie Edits", grants: ["performance-team"] },
  { part: "agrees", name: "Ann Agrees", grants: ["performance-team"] },
  { part: "writes", name: "Will Writes", grants: ["performance-team"] },
  { part: "freezes", name: "Fay Freezes", grants: ["performance-team"] },
  { part: "reviews", name: "Rae Reviews", grants: ["approver:homes"] },
  { part: "entry-axe", name: "Pat Performance", grants: ["performance-team"] },
  { part: "ward", name: "Wanda Ward", grants: ["viewer", "viewer:CV-P01"] },
  { part: "viewer", name: "Vera Viewer", grants: ["viewer"] },
];

export const login = (project, part) => `${project}-${part}@example.org`;

export const accounts = ["desktop", "phone", "noscript"].flatMap((project) =>
  people.map(({ part, name, grants }) => ({ login: login(project, part), name, grants })),
);
