using System.Security.Cryptography;

namespace Portal.Local.Tour;

/// <summary>The tenant that the tour signs up.</summary>
internal sealed record NewTenant(string Slug, string Email, string Password, ApiClient Api)
{
    public static NewTenant Create(Uri portal)
    {
        var slug = "tour-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var host = new UriBuilder(portal) { Host = $"{slug}.{portal.Host}" }.Uri;
        return new NewTenant(slug, $"admin@{slug}.example", Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)), new ApiClient(host));
    }
}
