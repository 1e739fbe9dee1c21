namespace Portal.Tenancy;

/// <param name="Slug">Its name in its address; it never changes.</param>
/// <param name="State">One of <c>TenantState</c>.</param>
/// <param name="Isolation">How far apart its rows are kept from others': one of <c>TenantIsolation</c>.</param>
/// <param name="Namespace">The Kubernetes namespace of its plugins.</param>
/// <param name="Url">Where its people sign in.</param>
/// <param name="Version">Changes with every change of the tenant; the ETag without its quotes.</param>
internal sealed record TenantView(
    string Id, string Slug, string Name, string State, string Isolation, string Namespace, string Url, DateTimeOffset CreatedAt, string Version);
