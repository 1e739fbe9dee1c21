using Portal.Domain.Plugins;

namespace Portal.Infrastructure.Plugins;

public sealed class PublisherRow
{
    public required PublisherId Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; set; }

    /// <summary>What the publisher gets of a sale, net of tax; 8000 is 80 %.</summary>
    public required int ShareBasisPoints { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
