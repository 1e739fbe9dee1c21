namespace Portal.Tenancy;

/// <param name="Operation">Does it; its steps say how far it is.</param>
/// <param name="Isolation">The level that it leads to.</param>
internal sealed record TenantMoveView(string Operation, string Isolation);
