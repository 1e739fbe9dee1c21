using System.Text.Json.Serialization;

namespace Portal.Access;

/// <param name="Secret">For the cookie, and nowhere else.</param>
internal sealed record StaffSignedIn(string Id, string Staff, string Email, string Role, DateTimeOffset ExpiresAt, [property: JsonIgnore] string Secret);
