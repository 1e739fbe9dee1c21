namespace Portal.Tenancy.Export;

/// <summary>Who can sign in first after an import.</summary>
/// <param name="Email">Of the admin who is here longest.</param>
/// <param name="Password">Shown once.</param>
internal sealed record ImportedAdmin(string Email, string Password);
