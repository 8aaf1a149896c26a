/** The routes that go to the provisioner because they need PostgreSQL, as API Gateway names them. All others go to http. */
export const provisionerRoutes = [
  "POST /staff/enrollments/{id}/provision",
  "POST /staff/provisioning/retry",
  "POST /staff/reconcile",
  "GET /staff/provisioning/students",
  "GET /staff/provisioning/without-records"
] as const
