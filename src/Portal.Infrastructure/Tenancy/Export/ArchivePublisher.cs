namespace Portal.Infrastructure.Tenancy.Export;

/// <param name="Slug">Names the publisher in every deployment.</param>
/// <param name="Name">In words.</param>
/// <param name="ShareBasisPoints">Of each sale, 0 to 10 000; used only where the publisher is not registered yet.</param>
public sealed record ArchivePublisher(string Slug, string Name, int ShareBasisPoints);
