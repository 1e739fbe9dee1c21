namespace Portal.Local.Description;

/// <summary>Process ids at the time the instance became ready; a restarted child has a new one, see <c>run.json</c>.</summary>
internal sealed record ProcessIds(int? Web, int? Operator, int? Postgres);
