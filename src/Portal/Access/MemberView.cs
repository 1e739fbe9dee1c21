namespace Portal.Access;

internal sealed record MemberView(string Id, string Email, string DisplayName, string Role, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt);
