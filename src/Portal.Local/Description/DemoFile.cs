namespace Portal.Local.Description;

/// <summary>What the seed writes down: the only place that knows the passwords.</summary>
internal sealed record DemoFile(IReadOnlyList<DemoTenant> Tenants, DemoSignIn? Staff);
