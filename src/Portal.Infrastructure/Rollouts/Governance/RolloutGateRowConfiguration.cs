using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Rollouts.Governance;

internal sealed class RolloutGateRowConfiguration : IEntityTypeConfiguration<RolloutGateRow>
{
    public void Configure(EntityTypeBuilder<RolloutGateRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.RolloutId });
        builder.Property(row => row.Reasons).HasColumnType("jsonb");
        builder.Property(row => row.Terms).HasColumnType("jsonb");
    }
}
