using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Rollouts;

internal sealed class RolloutEventRowConfiguration : IEntityTypeConfiguration<RolloutEventRow>
{
    public void Configure(EntityTypeBuilder<RolloutEventRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.RolloutId, row.Sequence });
    }
}
