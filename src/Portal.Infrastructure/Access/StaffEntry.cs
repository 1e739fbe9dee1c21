using Portal.Domain.Access;

namespace Portal.Infrastructure.Access;

/// <summary>One of the staff, as a list has it.</summary>
/// <param name="Email">Signs in with it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="DisabledAt">Since when it may not sign in; null while it may.</param>
/// <param name="LastSeenAt">When it last did anything; null for never.</param>
public sealed record StaffEntry(string Email, StaffRole Role, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt, DateTimeOffset? LastSeenAt);
