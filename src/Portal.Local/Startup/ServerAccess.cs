namespace Portal.Local.Startup;

/// <summary>A server of ours, and the bearer token it wants.</summary>
internal sealed record ServerAccess(Uri Url, string Token);
