namespace Portal.Domain.Objectives;

/// <summary>Something that is wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="BeganAt">Since when.</param>
/// <param name="ClearSince">Since when it seems to be over; null while it is not.</param>
public sealed record OpenViolation(ViolationKind Kind, DateTimeOffset BeganAt, DateTimeOffset? ClearSince);
