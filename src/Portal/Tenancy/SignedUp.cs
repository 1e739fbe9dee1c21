namespace Portal.Tenancy;

/// <param name="Url">Where its people sign in.</param>
internal sealed record SignedUp(string Id, string Slug, string Name, string State, string Url);
