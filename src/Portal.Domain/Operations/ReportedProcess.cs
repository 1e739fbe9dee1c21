namespace Portal.Domain.Operations;

/// <summary>One process of this deployment, as it last said of itself.</summary>
/// <param name="Kind"><c>web</c> or <c>operator</c>.</param>
/// <param name="IsSilent">It has said nothing for so long that it is taken to be gone.</param>
public sealed record ReportedProcess(
    Guid Id, string Kind, string Machine, string Version, ProcessStatus Status, IReadOnlyList<ProcessPart> Parts, DateTimeOffset StartedAt, DateTimeOffset SeenAt,
    bool IsSilent);
