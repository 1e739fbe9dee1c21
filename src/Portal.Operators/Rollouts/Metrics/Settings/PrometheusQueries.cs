namespace Portal.Operators.Rollouts.Metrics.Settings;

/// <summary>
/// Queries of counters, each asked for either arm: <c>{{namespace}}</c>, <c>{{rollout}}</c>, <c>{{arm}}</c>, <c>{{pods}}</c> (a regular expression that matches the arm's pods) and
/// <c>{{revision}}</c> are filled in.
/// </summary>
/// <param name="Requests">All requests, since whoever counts them began.</param>
/// <param name="Errors">Those that failed.</param>
/// <param name="Slow">Those that were slow; null measures none.</param>
internal sealed record PrometheusQueries(string Requests, string Errors, string? Slow);
