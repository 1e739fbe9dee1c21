namespace Portal.Access;

/// <param name="Role">admin, engineer, finance or viewer.</param>
internal sealed record AddMemberRequest(string? Email, string? DisplayName, string? Password, string? Role);
