namespace Portal.Domain.Objectives;

/// <summary>What a look at an objective does to its violations; each kind is in one of the lists at most.</summary>
/// <param name="Begun">They begin now.</param>
/// <param name="Cleared">They seem to be over since now.</param>
/// <param name="Relapsed">They seemed to be over and are not.</param>
/// <param name="Ended">They are over.</param>
public sealed record ViolationChanges(
    IReadOnlyList<ViolationKind> Begun, IReadOnlyList<ViolationKind> Cleared, IReadOnlyList<ViolationKind> Relapsed, IReadOnlyList<ViolationKind> Ended);
