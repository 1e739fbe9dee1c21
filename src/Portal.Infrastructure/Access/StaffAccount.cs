using Portal.Domain.Access;

namespace Portal.Infrastructure.Access;

/// <summary>A member of staff, as stored.</summary>
public sealed record StaffAccount(StaffId Id, string Email, string PasswordHash, StaffRole Role, int FailedSignIns, DateTimeOffset? LockedUntil);
