namespace Portal.Objectives;

/// <param name="Kind"><c>page</c>, <c>ticket</c>, <c>tight</c>, <c>exhausted</c>, <c>breaker</c>.</param>
/// <param name="EndedAt">Null while it lasts.</param>
public sealed record ViolationView(string Kind, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, string Message);
