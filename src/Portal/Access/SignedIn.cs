using System.Text.Json.Serialization;

namespace Portal.Access;

/// <param name="Secret">For the cookie, and nowhere else.</param>
internal sealed record SignedIn(string Id, string Member, string Name, string Role, DateTimeOffset ExpiresAt, [property: JsonIgnore] string Secret);
