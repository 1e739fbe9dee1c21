using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Remediations;

internal sealed class RemediationRowConfiguration : IEntityTypeConfiguration<RemediationRow>
{
    public void Configure(EntityTypeBuilder<RemediationRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.Id });
    }
}
