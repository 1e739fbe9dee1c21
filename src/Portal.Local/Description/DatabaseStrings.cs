namespace Portal.Local.Description;

/// <summary>Connection strings by role.</summary>
internal sealed record DatabaseStrings(string App, string Platform, string Superuser);
