namespace Portal.Access;

internal sealed record StaffView(string Id, string Email, string Role);
