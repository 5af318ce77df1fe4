"""What words, kinds of words and pairs weigh in thanks, in tenths: see tests/sets/learn.py (3.9)."""

from typing import Final

LEARNT: Final = """
-21: #agreed_address -19: ?half -18: !?half ?complaint -17: ^_dewis came_$ dewis -16: be_even first_one kuotanya sih_$
told_me -15: #me_number #number_particle ?consent ?denial ?trouble ?wait ^_any ^_yang dewi format hebat is_running ready
tidak_usah usah working_on -14: #do_unknown #later_well #now_close #particle_past #please_please 10_am ^_teknisinya
ada_suara akun_saya dipun except i_tried invoice_$ teknisinya thursday -13: !?later !cross #address_past #close_me
#it_trouble #not_particle #other_unknown #particle_entry #well_but #well&amiss ?later ?ought another are_gone
berkasnya_$ blank boleh_$ box_$ do hal just_now kali_$ left_$ minta my_files not_solved page_$ paket probably running
slow -12: !?still !?wait #able&do #cross_$ #cross_me #it_now #not_$ #not_well #particle_please #particle_wait
#past_number #unknown_close #use_particle #well_do ?if ?wish ^_demikian ^_is ^_sejak ^_will appears asked_$ begini
but_it demikian dibantu dikit ditunggu for_me habis happy_with is_closed it_worked jadi_$ left look_forward lunas_ya
nearly nongol one_works plan_$ rina_already saja saya_restart sih suara sudah_lunas tapi_$ technician tertulis
the_account the_left the_technician this_my until works_for works_in worse worse_$ yang_bisa yes_please -11: !?denial
!?ought !notyet #amiss_now #amiss_well #but_address #but_thing #close_if #come&trouble #later_past #not_close
#other_praise #please_use #question_particle #thing_but #well_it #you_want ?try ^_done ^_eh ^_ini ^_paket ada_waktu any
as_urgent berkasnya bring charger coba customers dewi_$ dikit_$ do_it eh everything_is have_sent it_connects it_used kah
kah_$ lanjut layar lemot_$ mah_can meeting_$ nu one_of paket_sudah pindah polis proceed ready_$ restarted rumahnya save
shop_$ tapi tapi_kok thanks_in that_$ the_laptop the_other urgent urgent_$ used used_to -10: !?complaint !other
#^_question #^_try #address_only #agreed_agreed #but_amiss #but_use #cause_hand #count_well #hand_little #hand_someone
#hand_still #later_particle #me_doubt #not_thanks #notyet_$ #number_little #only_not #particle_cross #particle_later
#particle_notyet #past_question #praise_but #still_$ #use_later #wait_only #well_notyet 5 9 >?enclosed ?contrast ?other
?question ?still ^_berkas ^_biar ^_ditunggu ^_gambarnya ^_if ^_iya ^_katanya ^_layar ^_masih ^_one ^_restarted ^_same
^_though ^_when address address_$ alpa an_answer any_news attached belum_nongol berapa bu_ratna chrome dia_$ ditangani_$
email_saya example forever forever_$ foto_kerusakannya gambarnya gelap gelap_$ gimana gmn goes good_on i_cannot it_only
iya janjinya janjinya_$ kan_$ kapan ke_email kerusakannya kirang kosong lambat lancar_sih leave_it light lobby lumayan
me_with menu menunggu mine need_$ new_office other other_printer otomatis possible rather ratna reset roughly
saya_transfer sebelah sebelah_$ sisan sudah_dibantu surat_sudah taksih thank_the the_instructions the_light the_meeting
the_offer then_$ ticket_for to_a tomorrow urang with_a ya_pak yang_sudah -9: !?if !?question !?try !cause #^_still
#able_do #able&other #address_doubt #address_later #amiss_$ #but_not #but_trouble #come_again #doubt_unknown
#entry_little #hand_particle #it_other #little_other #me_please #not_agreed #not_use #notyet #number_agreed #number_but
#only_unknown #other_want #particle_still #past_later #past_now #please_try #question_well #trouble_address #trouble_all
#use_but #use_me #wait_address #wait_do 30th 30th_$ >?consent >able >now ?enclosed ^_could ^_dipun ^_eta ^_he ^_how
^_kata ^_kula ^_mohon ^_ngan ^_sure ^_titik ^_uangnya ^_what a_refund access_$ advance aja_$ akun_lagi all_my although
am_at atas atas_perhatiannya bapak_sudah biasanya bisa_daftar bisa_kak bit_of boleh_kak brother computer computer_$ cv
dari_yang di_rumah dia diambil_$ dicoba dihapus_$ dipotong ditunggu_$ done_$ dosen_$ durung elektronik_sudah eleven eta
for_restoring from_home gambling give gives_me half hearing_from higher hilang_ya his_phone hour i_suppose i_thought
in_advance is_ready iya_$ jatuh kabelnya_$ kali kantor_$ kasih_sebelumnya kirim kula lahirnya lambat_$ light_is
lisensinya loads long long_$ magang_ya mah march_$ masih_sama masuk_ke mati_lagi menyusul menyusul_$ mostly moving
my_colleague na naik nama_cv ngan nggih_$ no_$ not_working nothing_$ of_year old_router on_it on_wifi pakai_yang per_1
perhatiannya pesanan_sudah price price_$ provider rapat rapat_sudah refund_$ restoring rusak rusak_$ saja_$ sama_sekali
satu satu_akun saya_akan saya_input says screen_$ seharian seharian_$ sejak send shows_my staging sudah_terkirim suppose
sure sure_$ tapi_di that_works the_30th the_form tinggal_yang to_hearing tomorrow_$ tp tp_kok tuh tulisan tulisan_$
visit wait_$ was_able works_on ya ya_kak yang_di you_at you_in -8: !?contrast !?do !?other !?wish #^_notyet
#address_trouble #address_use #amiss_number #but_all #but_little #clear_thing #close_later #come_but #come_well
#count_particle #count_unknown #cross_particle #doubt_amiss #doubt_it #entry_entry #if_thing #it_hand #later_use
#little_but #me_hand #me_want #not_praise #now_later #number_wish #other_trouble #particle_question #past_do
#please_agreed #praise_well #span_particle #span_well #thing_amiss #thing_cause #thing_later #thing_past #try_later
#want_thing #well_other #well&number #wish_later #wish_particle 20 9th ?doubt ^_at ^_bapak ^_belum ^_bintang ^_foto
^_harganya ^_hari ^_hopefully ^_ill ^_kalau ^_kapan ^_menawi ^_minta ^_now ^_pas ^_rapat a_spare accept_the account akan
an and_let anticipation apa_$ arsip as_well asked at_least batas been_working before_$ bikin_pusing bisa_sekalian
blank_$ blender blue closing_my consider_this dark date desember do_that down drops eleven_days email emailna error_$
for for_closing forward_to generous get_the gets hand harganya hati_$ he_left hijau hopefully hour_$ i_cant i_got
i_would ilang in_anticipation indak is is_blank is_empty is_only is_slow is_still is_the it_has jangan_ditutup just
juta_dari kabelnya kades kalau_gitu ke_spam kok kok_hilang late_$ least left_his link_$ live logo lumayan_$ mark
masih_yang may_$ medal medal_$ menawi mistake mistake_$ mohon muter network news_$ not_close off_$ on_again once_the one
open_it or outage outage_$ perbaikan proceed_with provider_$ restart satu_lagi saya_tertulis says_$ screen sebelumnya
seems senang shall show signature silakan_diproses singapore sk still_red still_without sudah_dicoba sudah_dipotong
sudah_habis sudah_lumayan sudah_seminggu teknisinya_sudah temen tersebut tgl the_9th the_blue the_desk the_invoice
the_network the_price tidak_$ tonight trying ukuran ulang very_generous visit_$ wont wrong yang yang_benar yang_bikin
yesterday yesterday_$ you_made -7: !?only !only #able_wait #all_me #amiss_amiss #amiss_hand #but_other #cause_cause
#cause_little #cause_not #clear_little #come_amiss #count_again #entry_not #entry_particle #it_it #later_$ #later_me
#later_try #little_able #me_tried #me_wait #not_thing #notyet_able #now_past #number_$ #number_come #only_entry
#other_agreed #other_still #particle_trouble #past_address #past_count #please_particle #please_still #praise_if
#praise_particle #question_able #question_address #someone_$ #still_not #thing_please #unknown_hand #use_question
#wait_it #wait_particle #wait_use #want_it #well_cross #well_try #wish_able 05 412 5_$ >?complaint >?try ^_alamat
^_another ^_attached ^_barang ^_customers ^_do ^_gimana ^_indak ^_it ^_lanjut ^_lanjutkan ^_layarnya ^_lets ^_lucu
^_menindaklanjuti ^_mung ^_nama ^_namun ^_neither ^_reference ^_tetap ^_tetep ^_tiga ^_tp a_short acara ada_yang
advance_for ahead_$ allergy am_still another_error apakah are as_lightning at_$ baik_sekali barang bayu be_a belum_$
belum_bisa berita besok_pagi biar bisa_dicetak bisa_print branch came came_back card_details could_be datang_ke dereng
details di_bagian di_lantai dihapus dikasih diminta dipakai ditutup_dulu do_$ doang_yang doesnt dulu_ya durung_metu
email_$ export_matches extend find for_passing for_wasting fotonya fotonya_$ half_of has_a hasilnya_$ heads heads_up
i_noticed i_restarted i_will id_rather if_i in_but in_hall ini_nomor instal invoice is_it is_one is_quick it_again
it_and it_as it_must jl jl_$ kalau_mau kapan_kirakira katanya ke_kantor keep_me kemarin_saya kemarin_sudah keperluan
kirakira lai lai_$ lanjut_aja lanjutkan layarnya lets_do lightning loket_$ lucu lunas malam_saya manager matches
matches_to me_posted me_the menindaklanjuti metu money_$ mung my_complaint my_order name nanti_malam nanti_saya
nanti_sore neither next not not_really not_understand now_the ntar obengnya obengnya_ketinggalan of_what offer offer_$
oh_iya oliver open_a order_$ other_one pages passing petunjuknya plan please_do posted posted_$ pundi pundi_nggih
quick_as rather_than really_$ reference report_back restart_$ restarted_it room_$ ruang rumah_$ same saya_coba says_it
sebelumnya_atas second_option sedikit sejak_diganti sekali_sampai sekarang_malah setelah_saya setuju siang sing_durung
sinyal somebody sounds_like sudah_cepat sudah_ditangani sudah_jalan sudah_naik suits tag tapi_terima technician_$
teknisinya_$ teknisinya_ramah temen_saya terima_dengan ternyata_bukan ternyata_harus the_branch the_heads the_label
the_mouse the_name the_second the_sound they thing_$ told tolong tolong_sekalian tolong_ya tombol turn uangnya
untuk_keperluan wae wait warna wasting way we_need working write_to wrong_$ ya_$ yang_diminta year_4 you_asked -6:
!count !do !span #^_agreed #able_amiss #address_cross #but_well #cause_come #close_entry #close_little #come&amiss
#doubt_doubt #doubt_not #entry_amiss #glad_again #glad_praise #hand_you #if_address #later_hand #later_span
#little_close #little_hand #little_thing #little_trouble #me_only #notyet_well #now_clear #now_doubt #now_tried
#now_trouble #now_wait #only_$ #other_again #other_little #other_me #particle_again #please_unknown #someone_praise
#span_past #span_question #still_little #thanks_not #thanks_now #thanks_past #thing_me #thing_still #thing_you
#trouble_$ #trouble_again #try_now #unknown_doubt #unknown_me #unknown_still #use_amiss #well_if #well_use #well&do
#wish_span #you_come 2_behaved 412_data 50 ^_alangkah ^_apakah ^_by ^_cuma ^_cuman ^_did ^_fingers ^_fotone ^_glad ^_go
^_itu ^_kabelnya ^_kebetulan ^_keep ^_kelas ^_lha ^_mudahmudahan ^_not ^_only ^_passwordnya ^_rina ^_sampai ^_selebihnya
^_staging ^_terus ^_tutup ^_warnanya ^_website a_bit a_code a_touch account_$ administrator after_lunch after_two ahead
aja_deh akhir akhir_bulan alangkah alangkah_baiknya am_happy amount_is and_see antar anticipation_of anu apart
apart_from apparently arent at_all atau baiknya banner banter bareng batal because behaved_perfectly belum berapa_$
besok_ya bingung birth boleh_minta bonusnya bukan bulan carane cent closing coba_$ complaint_$ connects cost_us crossed
dados dados_$ data_siswa date_of delete desa_sudah di_laptop diambil dibantu_$ dibuatkan_akun dikabarin dikirim dilayani
diperbaiki ditambah ditutup_$ down_to email_sudah figure find_the fingers fingers_crossed fitur five_modules floor_$
folder_bersama for_dewi form fotone gantian gercep_sekali go_ahead gone_$ gudangnya habis_$ hall_2 hanya_saja has_not
hitch hold hold_$ i_have id_be if ill_take in_a in_one is_down is_wrong it_be it_did itu jam_berapa jumat kambuh
kambuh_$ kan kartu_$ kasih_sudah kasih_tidak ke_halaman ke_paket ke_rumah kebaca_$ kebetulan kesediaan_bapak
ketinggalan_di keyboard kind_of kirim_$ kota kumat kumat_lagi lagi_atau lagi_buat lane lanjutkan_$ laporkan_ke lembar
lembar_$ let_me lha loket lucky lucky_$ lusinan machine malah masih_merah mata_tua mawon mawon_$ mbps_aja melati message
mobile modules modules_now mudahmudahan must mutasi my_day my_money my_old my_timetable news not_think noted_with
now_and nurses nyoba of_birth of_your okay_noted one_hour open_for otherwise paham_$ paket_yang panas part passing_this
password perawat_di person piye printer_is puas_$ puas_sekali punya quotation ramah_sekali rebutan reply ruang_rapat
sabtu sami sampai_akhir sampai_di saya saya_ke saya_kirim saya_puas saya_tunggu scanner second_floor see_it segera
selebihnya selesainya semoga_bisa senang_dilayani short silent silent_$ sing sore_saya sound sound_$ spam_$ speaker
still still_shows sudah_kembali sudah_saya suits_us swantene take_the teknisinya_datang tempat_saya the_amount the_cent
the_part the_password the_same the_wall those thursday_$ ticket_open tidak_jadi tiga_hari time_lucky timetable_shows
to_get to_know to_your tried tried_it tunggu turun unit untuk versi volume waiting wall want warna_biru warnanya wasnt
we_had what_i when_the works would_like writing yang_baru yang_versi yang_warna you_find you_to your_answer -5:
!?trouble !thing #able_later #able&not #address_again #again_thanks #all_span #amiss_thing #but_still #cross_now
#degree_little #hand_again #hand_past #hand_thing #if_able #if_past #later_unknown #me_entry #me_praise #now_question
#number_if #only_count #only_little #other_count #particle_agreed #particle_if #please_little #still_come #still_me
#trouble_question #use_glad #use_trouble #well_span #wish_cross #you_hand 0_$ 17 2023 2023_$ ^_berarti ^_cucu ^_hanya
^_jadi ^_kasir ^_mine ^_ntar ^_semoga ^_three ^_tuesday ac_ruang account_is ada ahead_with akun all_week also and_he
antrean appointment attached_$ backupnya badge bapak_$ basah beda beda_sama before being bingung_$ boss_$ call_$ carrier
cell charged coba_dulu daftar days_and di_loket dibuatkan diperbaiki_kemarin done double dugi dugi_ka escalating
escalating_this fixing_the for_escalating for_understanding form_is foto ganti_foto getting glad_it happy_to harga
has_the his i_$ if_it in_writing indah indah_sekali ingin instead_of instructions insulin is_5 is_done it_can iya_boleh
jumat_$ kalau_bisa kami_ucapkan kamis kamis_jam kasih_atas klo komputer_saya kosong_$ lagi_untuk lampiran_$ laporan_$
laporkan lihat lol_$ lying masalah_saya masih_pakai masuak_$ mati_lampu me_$ meter missing_$ monday monday_$ more_thing
my_manager no_answer nobody_has nomer not_the now_it now_thank nyangkut of_a of_last of_the ok_terima one_more ours paid
piye_$ promised rate recording red ribet ringing_again sama_satu satunya saya_di saya_laporkan saya_unggah selasa semoga
separuh separuh_$ seragam sinkron_$ so_i so_the sore stays tambah terkirim the_signed theyre tiap ticket_may to_it touch
uangnya_sudah understanding unggah_di weekend while wib written yang_sekarang 5: !again #^_come #^_hand #^_praise
#able_not #address_address #again_all #all_other #bare_unknown #come_all #entry_trouble #it_span #little_greeting
#me_later #me_still #now_please #now_want #only_particle #particle_able #particle_sorry #past_unknown #please_praise
#praise_wish #someone_fault #sorry_praise #span_thing #still_thing #thanks #thing_do #trouble_unknown #use_$ #use_thanks
#well_not #well_want #well_you #wish_close *cause 86 >count >sorry >tried ^_admin ^_anand ^_aplikasi ^_begitu ^_bpjs
^_but ^_chapeau ^_cool ^_dept ^_exactly ^_got ^_gudang ^_harusnya ^_honestly ^_joss ^_lovely ^_panjang ^_pelanggan ^_re
^_sangat ^_sat ^_smoga ^_subject ^_superb ^_that ^_till ^_token ^_ttd ^_visa ^_vouchernya ^_who ^_young a_bunch a_happy
a_human a_restful absen_sidik account_and ada_lagi admin_ppdb after_i aid alhamdulillah_ya an_engineering anak_kami
anand anand_$ anything app_runs are_$ arrived_$ as_far atas_pencerahannya awesome_$ bahasa bantuan_pertama bantuin
bantuin_dari banyak_bu barusan be_$ berasnya berasnya_$ birth_certificate bisa_juga boarding boarding_pass bolakbalik
booking_page bu_operator bun_berasnya bunch bunch_$ cached cak_$ can_hear caranya cek_$ certificate certificate_is
chapeau chapeau_$ checkin click click_on cool could_not cutinya da da_$ dan_tidak dari_kmrn dates degree degree_$ dept
dept_$ di_puskesmas dicetak discount dispatch dispatch_$ diucapkan diucapkan_terima document_$ dokter_senang donor
dropped dropped_off duplicate duplicate_charge engineering engineering_degree error everything_scans explained eye_$
far_as fast_respon file finally_$ following for_$ for_spotting gaptek_kayak garansi get_it godang_$ gracias graduation
gratis great_stuff hahaha hahaha_$ happy_customer hear_the hearing_aid human husband_said in_ten in_the inbox_$ indeed
invoice_bulan is_as is_lovely it_could it_really it_should joss kabeh kami_kira kami_menyampaikan kantor_bpjs karyawan
kasih_tim kayak_saya keluhan_saya kemarin_$ kendala_$ khairan_atas kitas kmrn_$ komputer_$ lagi_di langsung_saya lapor
lifesaver little_eye maaf_ya madam madam_$ mantap_kali masalahnya mbps membalas_kebaikan menuntun menuntun_saya
merah_lagi mlampah monitor much much_appreciated much_better muncul_lengkap my_laptop myself_$ neft ngebut_$ nggih_mas
night_$ not_be now_correct office on_$ one_click ooh_gitu opens_$ opens_and out_for padlock pagi_ini pagi_sudah
paham_kak pajang pajang_di pakai_akun panik pasrah pasrah_mau pelanggan pembeli penggajian penggantinya_sudah
perhatian_dan pertanyaan_saya portal profil puskesmas puskesmas_$ quiet rahmi_$ re re_$ really_appreciate rekening
restful restful_weekend restored retno right_you room_is running_again runs runs_again sakit sakit_di saya_agak
saya_lewat saya_pajang scans scans_$ sea sea_$ section section_$ see_the sekali_pelayanannya sekarang_$ sekarang_saya
semalam semoga_tokonya sepuh sip_$ slept smile smile_$ smoga splendid_service spotting spotting_it stabil_dari status
straight_away stuff stuff_$ subject_$ sudah_aman sudah_bantuin sudah_bapak sudah_pasrah sudah_usaha tanda tanggal
telling terbit_$ thanks_bro thanks_mate the_birth the_document the_duplicate the_lost the_missing the_neft the_old
the_sea the_tourists till_on timnya timnya_$ title to_all to_me top top_$ tourists tourists_smile truk_bantuan ttd ttd_$
two ujian ukurannya unplugged unplugged_the vacuum vacuum_$ visa vouchernya week_$ went_out what whoever would you_have
you_so you_told your_mail yth yth_$ 6: !all !close !praise #able_thanks #able&thing #address_glad #address_hand
#agreed_please #agreed_wait #all #but_$ #cause_past #clear_address #come_entry #come&hand #count_now #count_span
#do_address #do_all #fault_little #glad_able #glad_span #glad_use #glad_wish #glad_you #greeting_address #greeting_it
#greeting_praise #greeting_thing #later_agreed #later_thing #little_tried #me_sorry #me_trouble #not_if #notyet_do
#now_$ #now_well #number_me #number_someone #only_fault #only_use #other_well #particle_but #particle_clear
#past_particle #please_you #praise_only #question_but #sorry_$ #sorry_cause #span_$ #thanks_come #thing_fault
#thing_number #thing_only #thing_other #thing_well #trouble_it #try_unknown #unknown_greeting #unknown_well #unknown_you
#use_do #use_span #want_me #well_$ #well_all #well_thanks #wish_$ #wish_glad #you_not #you_past 100 214 3_sudah 365 7
>cross >try >you ^_aman ^_aoife ^_api ^_arrived ^_assalamualaikum ^_beautiful ^_berhasil ^_bukan ^_cache ^_close
^_diterima ^_dorothy ^_dr ^_from ^_hasil ^_internetnya ^_jalan ^_jazakumullah ^_kelar ^_kepala ^_kuota ^_lol ^_maaf ^_my
^_nga ^_nggih ^_oke ^_otp ^_perihal ^_petugasnya ^_puji ^_rahmi ^_rekaman ^_reportnya ^_sanang ^_seat ^_sejauh ^_sent
^_sister ^_splendid ^_tadinya ^_taunya ^_tom ^_tuhan ^_wassalam ^_wassalamualaikum ^_well ^_wes ^_wifi ^_with ^_wonder
^_yth a_straight abdi abdi_sudah absen absolute accounts ada_pertanyaan ada_suaranya adem admin_$ again_after aja_kak
akun_dosen akun_mahasiswa akun_sudah always_dns ampun and_your answer_on aoife aoife_$ apa_selain api_keynya
apologies_for app appreciate_it are_very arrived_a assalamualaikum assalamualaikum_$ at_once at_the atas_kesabaran
atas_waktunya autoclave baca bagus_sekali bahwa_kendala baik_$ baik_bu balik_$ baru baru_balas be_all beautiful
beautiful_$ beeps beli benar_$ bisa_deui bisa_submit bisa_terima booking buka_simrs cache cache_doang cara_ganti
caranya_$ cepat_dan cepat_sekali charm_$ clients coba_pakai compliments confirmation content council crew cukup_jelas
cuma cupboard cupboard_$ cut cut_off dan_ramah dan_selamat dari_tadi day_early days_$ dear debt debt_$ deleted_the
dengan_baik dengan_ini desa deserves deserves_a di_folder di_lms di_sana dicekin digital dilepas dimengerti dimengerti_$
diperiksa diproses_$ disambung disambung_ulang ditinggal divisi divisi_$ dorothy dorothy_$ dr_$ easy easy_$ efaktur ends
enough euy euy_$ evening ever everyone_at everything_$ everything_i expect_an expected explanation_$ export_opens
fantastic_support finance firmware fixed_$ following_your found gaptek gitu_toh given go godang gokil_$ good_afternoon
gorgeous gorgeous_$ great_$ grup_$ guide guys_$ hadnt happy happy_days has_come have_read heart hit hit_my holiday_$
honestly_did hosting hotel_voucher how husband i_can i_hadnt i_honestly i_wanted ibu_$ ikut_senang impressed impressed_$
indeed_$ informasinya informasinya_$ internetnya_sudah is_always is_back is_gorgeous is_me is_on is_saying it_twice
it_uploaded jazakumullah jazakumullah_khairan jernih_sekali juga just_wanted kabelnya_longgar kado kak_saya kakak
kalender_$ kasih_godang kasih_kak kasih_kembali kasih_kepada kasih_mbak kasih_penjelasannya kasih_sekali ke_semua
kebaikan kebaikan_bapak kebuka_ruang kelar_$ keluar_$ kencang_$ kendala_lagi kepada kesabaran_bapak kesabarannya
kesabarannya_$ ketik keynya khairan krs kulo kuota kurang_satu lag lagi_dari lah_bisa language laporan_persembahan
layanan lebet lebet_$ lega_$ lega_rasanya lg_$ lifesaver_$ linguistics linguistics_$ little lms logged_in login lol_it
loose lost_pension love_it lovely lunch_$ maap_ya mahasiswa mahasiswa_$ maintenance_$ malih malih_$ man_who mantap_$
many_thank margaret margaret_$ marvellous masalah mau_ditanyakan mbak me_again melbourne membantu_$ memberkati meteran_$
min_$ minutes_and more more_questions most much_indeed much_obliged my_calendar my_clients my_compliments my_scholarship
nama_saya nanti_kalau needs never nga ngebut ngopi nih_bang normal_kembali not_expect note_to now_reach obliged_$
of_linguistics of_wonders ok_deh on_leave onboarding onboarding_laptop once_i our paham_kenapa pasang_$ paspor
password_barunya password_works patient pegang pelanpelan pencerahannya penjelasannya pension_months penyok perfect_$
perihal perihal_$ perpus persembahan pertanyaan_lagi phone_$ pilih_yang pint pisan_$ please_pass polite ppnnya printer_$
priya priya_$ problem problem_$ proud puji puji_tuhan quite ramah_$ rasanya_$ recognises refund_hit regards rekaman
rekaman_kuliahnya renewed reportnya respon responnya ribu ribu_$ right_$ ruang_zoomnya rw sae_sanget said said_it saking
salah_ketik salut_sama sama_tim sanang sangat_jelas sanget_pak sareng satu_divisi satusatu_$ saved saving saya_paham
saya_sendiri saya_sudah saying saying_something schedule scholarship sedaya see see_my sehat2 sehat2_trs sejauh
sejauh_ini sekeluarga_lega selain seminggu semua_$ semula sendiri_$ sends seperti_saran server service service_$
sesuai_meteran setelah_cache setelah_diganti ships simrs simrs_bang sini_$ sir_$ sistem_$ sister smooth_$ solved_$
something_$ sore_$ sorry_ya spare_$ splendid spot_on ssl stabil statement story straight_answer struk suaranya_$ subject
submit_tugas submitted sudah_cek sudah_dicekin sudah_keluar sudah_lebet sudah_muncul sudah_oke sudah_sama sukses_selalu
syukur tablet_$ tagihan_air tagihan_listrik tagihannya tahu_harus tangan tau taunya teh_$ tepat terbaca terbaca_$
terkirim_$ thank_for thanks_sekali that_fixed the_audit the_autoclave the_help the_language the_onboarding the_pdf
the_screenshot the_whole theatre theatre_schedule their them this_one though_$ through_this tidak_nyangka to_confirm
to_let to_spare to_thank toh toko_sudah trs tugas_di tuhan_$ tuhan_membalas tuhan_memberkati tutorialnya tutup_$
untuk_tim upload very_grateful very_happy video visible voice_on waktu_$ was_dns wassalam wassalam_$ wassalamualaikum
web_$ webhook weekend_$ well_done wes whole wkwk_iya wonder wonder_of wonders wonders_$ work_$ working_$ works_$
ya_admin ya_ampun ya_guys you_are you_cannot you_pak you_said your_debt your_support zoomnya zoomnya_$ 7: !sorry #all_it
#all_unknown #amiss_cross #amiss_unknown #amiss_wait #but_past #cause_notyet #cause_thing #clear_me #clear_question
#come&number #cross_someone #degree_thanks #doubt_little #glad_unknown #little_all #little_entry #little_try #me_again
#me_come #me_do #me_past #me_span #not_unknown #now_agreed #now_glad #number_only #only_number #other_only
#particle_particle #particle_thing #past_you #praise_degree #praise_past #praise_thing #question_it #someone_unknown
#sorry_if #span_it #thanks_again #thing_all #thing_thanks #trouble_wish #try_it #unknown_cause #unknown_entry
#unknown_sorry #unknown_wait #use_praise #use_use #use_well #want_unknown #well_only #wish_address #wish_greeting
#wish_unknown *come 10_$ 12_$ 500 >please >want ^_86 ^_a ^_ah ^_akses ^_alumni ^_apologies ^_berkasnya ^_booking
^_brilliant ^_bye ^_domainnya ^_emailnya ^_everythings ^_fibres ^_five ^_going ^_gokil ^_great ^_guest ^_hatur ^_ibuibu
^_internet ^_issue ^_kak ^_kalian ^_kemarin ^_kudos ^_leave ^_logged ^_mantul ^_marvellous ^_much ^_nek ^_nilainya ^_oma
^_option ^_our ^_paketnya ^_paspor ^_pembeli ^_perawat ^_perfect ^_respect ^_selamat ^_siaran ^_sir ^_slept ^_such
^_tagihannya ^_temanteman ^_there ^_this ^_tidur ^_truk ^_tysm ^_uda ^_wah ^_was ^_wkwk ^_would ^_wow ^_yay a_lot a_rare
a_single action_needed ah_$ akhirnya_$ akta akunnya alive_$ also_$ am_grateful amal_jariyah ambo ampun_ternyata and_it
and_there angkanya answers apaapa apologies_$ appreciate appreciated appreciated_$ approved arahannya are_in are_smiling
as_a asuransi away away_$ aye back_and baliak baliak_$ banyak_pak banyak_ya barunya believe bersama_$ bingo bingo_$
buat_tim buku_sudah bulan_ini cable_$ cadangan calm care cbt cek checking checkout checkout_$ cheers_for christmas_$
client code code_$ complete_$ confirming connected connected_$ cried cried_$ cukup_sekian cuti dan_stok dari_rumah deh_$
delighted delighted_$ di_aplikasi diganti_$ ditolak document domain_email domain_mail domainnya_sudah downloads
duaduanya_$ dulu_$ each_other enjing evening_$ everythings explains extra feeling_silly fibres fits fix_bro flying
for_checking found_it from_a from_my further_$ further_questions gagal gas_is gate gercep_$ gokil grateful_$ gratitude
gratitude_$ guest_in guru had_the has_accepted hatur hatur_terima help_$ her hihi hihi_$ him honestly hope hormat_kami
hormat_saya hubungi humming i_followed ibu ibuibu in_214 in_under ini_$ ini_aman is_exactly is_showing is_straight
is_well isinya_lengkap jadi_amal jalan_$ jariyah jelas jiwa jiwa_$ job_$ job_offer just_a kabel_lannya kacamata
kami_sekeluarga kampus kartu kasirnya keep kekirim kemarin_error kemarin_sore kepikiran kepikiran_$ keren_$ kesabaran
ketemu_$ kitas_suami know kopi kotak kpr kudos lah lah_$ landed landed_$ lannya laundry lengkap_dan letter_$ library
linknya listrik listrik_sudah logged login_$ longgar looks lost lot lot_$ lovely_$ maaf magic mailbox man_was maneh
maneh_$ mantap mantap_jiwa mantul marketplace marketplace_dan marvellous_$ masmas masuk_semua me_now me_through meant
menangis menjadi_amal mesin migrasinya migrasinya_smooth min mr mum muncul_di my_card my_late my_mum my_son myself nak
nak_$ name_and nek new_domain nice_one nilainya_sudah no_worries not_have noted_$ notice nyenyak obliged of_twenty oke_$
old_one oma on_a open_the opening order_sudah p p_$ page_is pagi paket_domain parking paspor_saya passport
password_reset payment_$ pencerahannya_$ people perawat_senang pertanyaan plugged plugged_in problem_solved produk
properly proyektor pulih_$ rapi rapi_$ rare_sight received_with recommend refund_landed removed respect respect_$
responnya_cepat restored_$ return right round router ruangan sabar safe salam_$ salawasna salawasna_$ saldonya
sama_csnya sampai_menangis sangat_terbantu saran satusatu saya_ganti saya_minta saya_sampai screenshot_$ seconds
seconds_$ sehat_salawasna sekali_wkwk sekarang_sinkron sekeluarga sekian selalu_$ selamat_siang semoga_jadi
semoga_menjadi semua seneng_sekali setelah_dipandu seventyeight siaran sight sight_$ since_your sip sistem so_happy
so_much son son_can sorry_sudah splitter spot staff steady stok_toko straight_$ such sudah_absen sudah_disetujui
sudah_kencang sudah_kulo sudah_lancar sungguh super suratnya_$ swift sync td teh telat telepon_$ temanteman terbantu
terbantu_$ terkirim_dan ternyata_belum ternyata_kabel text thanks_again thanks_and thanks_to that_answers that_explains
the_access the_cat the_gate the_laundry the_mailbox the_passport the_twofactor the_vanished the_white there_is this_$
ticket_boleh tidak_pernah tidak_tahu to_print toko_sekarang traktir truk tu tuhan twenty_$ twofactor tysm tysm_$ uda
ujian_cbt us_the usaha vanished vanished_calendar verifikasi_$ vpn wah wanted_to web white_screen with_gratitude
within_a worries worries_$ worry wow yang_aktif yang_kedaluwarsa yang_mau yay you_and young_man your_explanation
your_swift yusuf_$ 8: # #^_degree #^_unknown #agreed_thing #all_$ #all_number #amiss_come #amiss_trouble #clear_clear
#clear_now #come_address #come_number #come_unknown #cross_address #cross_thing #do_count #glad_past #hand_use
#hand_well #if_close #little_come #little_sorry #me_able #not_address #notyet_use #number_past #only_later #other_number
#particle_not #past_tried #past_try #past_want #praise_count #sorry_particle #sorry_unknown #span_now #thanks_degree
#thing_close #thing_praise #trouble_well #unknown_agreed #unknown_clear #unknown_degree #want_now #well_cause #well_come
#well&hand #well&trouble #wish_count *fault *glad 11 500_$ 71 ^_after ^_ajaib ^_akunnya ^_anak ^_angkanya ^_bagus ^_bah
^_baik ^_bliss ^_case ^_client ^_complete ^_confirmed ^_danke ^_data ^_dulu ^_everybody ^_false ^_fix ^_for ^_formulir
^_god ^_grazie ^_lah ^_lega ^_library ^_mantap ^_maturnuwun ^_mbak ^_merci ^_mood ^_moodle ^_never ^_nice ^_nota
^_pantesan ^_penjelasan ^_phew ^_rahajeng ^_rapi ^_responnya ^_rosalind ^_saldo ^_salut ^_sebelumnya ^_semalam ^_server
^_syukurlah ^_turned ^_turns ^_wish ^_worked a_charm a_patient accepted_the account_this ada_keluhan ada_kendala add ah
ajaib ajaib_$ alarm_$ alhamdulillah_bisa already_synced am_laughing am_very aman_$ anak2 and_on and_so angka anymore
anymore_$ aplikasi apologies are_delighted are_there as_new back_in back_online balai bantuannya_kami been_stable
belum_dicolok biasa_pelayanannya bintang_lima bisa_bayar bisa_checkout bless_ya bliss bliss_$ brilliant_mate browser
budi budi_$ buka bye bye_$ calendar card_terminal case_closed cerita charm charm_now chat christmas complain complete
confirm_that confirmed confirmed_working cool_$ cuma_sebentar dan_bukti dan_laporan danke danke_$ datanya_sudah
delivered desktop diakses diakses_$ dibuka_dari dicetak_$ dicolok dicolok_$ diisi dipandu dipandu_lewat dipindah
dipindah_ke director dns_$ dua_hari e e_$ engineer_has error_500 exactly explaining_$ false false_alarm families feel
file_$ filenya filenya_$ finally fine_now folder_spam formulir forward fridge full_$ gangguan ganti garagara gitu god
god_bless good_as good_job good_news grazie gudang_sudah guests had had_been has_arrived helpdesk_$ hi_$ hi_team
hilang_$ humming_$ i_came i_understand ibu_bapak in_full internetnya is_$ is_brilliant is_ok is_open it_at jam_11
jariyah_$ jelas_sekali jogja juga_$ just_as kalian kaluar kaluar_$ kami_jadi kami_sudah kampus_already kartunya_sudah
ke_saldo kebaca_di keluhan_lagi kembali_seperti kenapa keren key keys kira_bakal lagi_kak lancar_jaya land langganan
lewat_telepon lewat_wa lima load longgar_$ love_you lovely_work lulus lunch makes_sense malu_saya mantul_$ maturnuwun
memasukkan mengarah mengarah_ke menghadapi mengucapkan mengucapkan_terima menyenangkan menyenangkan_$ merci merci_$
misread misread_the mobile_banking mood moodle much_$ muncul_lagi my_first my_last my_neighbours ndak neighbours
never_mind new_$ nol_$ nomor now_with nyampe nyangka nyasar_di ok_now ok_that okay_to oke opened_at opens_without
orang_tua order_now owe owe_you pager pak_sudah pak_teknisi pantesan pantesan_$ paper pbb pdf pdf_$ pension phew phew_$
pls program program_is pula pula_$ questions questions_$ rahajeng regards_$ resolution resolution_$ responnya_$ rosalind
sabar_menghadapi said_$ salah salam_dari salut samasama sana sana_$ satu_angka saya_cek saya_happy saya_senang
scholarship_account sehat sejam sekolah selesai_dan semoga_sehat sertifikatnya sesuai_$ should_$ siap_$ socket solved_it
stable stairlift stars stars_from sudah_berhasil sudah_kaluar sudah_kebuka sudah_kelar sudah_mau sudah_nyampe
sudah_sesuai sudah_teratasi swapping swapping_the synced syukurlah syukurlah_sudah tadi tadi_malam teratasi terminal
thanks_it thanks_team that_makes the_program the_stairlift the_sync the_trick there_it this_time tim_it to_complain
to_say toko tokonya_rame tom tone trick trick_$ turned_out two_hours uang_pensiun undangan up_on uploaded us_$ vaccine
verifikasi very_clear very_helpful wa waktunya waktunya_$ was_looking went wifinya without yang_tidak yep_works
your_prompt 9: #^_again #^_sorry #able_again #able_now #able_particle #able_past #again_thing #all_come #all_particle
#amiss_again #amiss_me #cause_entry #clear_$ #clear_well #close_$ #come_come #come_particle #count_count #count_later
#count_praise #do_someone #fault_me #glad_glad #little_me #little_particle #me_now #not_cross #not_other #number_please
#only_want #only_well #particle_cause #particle_you #praise_praise #praise_trouble #question_again #sorry_me
#thanks_address #thanks_but #thing_again #tried_$ #trouble_me #trouble_number #use_now #use_thing #wish_thing #you_$
#you_doubt 10_would >cause >well ^_anakanak ^_as ^_awesome ^_back ^_baru ^_card ^_dua ^_even ^_hp ^_invoice ^_kartu
^_keren ^_kodenya ^_komputernya ^_kulo ^_love ^_lunas ^_malu ^_mengerti ^_of ^_padahal ^_problem ^_sandi ^_sekarang
^_siap ^_sip ^_super ^_then ^_you access akhirnya aktif_$ akunnya_sudah alhamdulillah_already all_$ all_five all_three
along already_fixed amal ambil_di and_my as bagi bah bah_$ bakal balance bank barusan_saya beres_semua berjalan best
betul_kata bisa_dari bisa_dipakai bisa_login brilliant_$ bro bulletin business camera can_see case checking_$ cheers_$
clinic closed_$ closed_ya complaints condition condition_$ correctly counter crystal crystal_clear cucu dan_berhasil
dan_bisa dari_kemarin dari_pagi data_$ data_di delivered_$ di_cabang di_hari di_tangan dimas dimas_$ doctor donation
donation_form engineer fan_$ far_so first_try five_stars fixed fixing for_fixing for_not found_the front gb gereja
good_morning grateful great hands happy_$ harus_pakai has_stopped helpdesk hormat hotel_sudah hours i_had ignore
ignore_my in_my is_coming is_live is_right jaya_$ juga_sudah kabel kali_kau kami_di karena kasih_nggih kebuka kelar
keluhan kemarin_gagal ketik_password kind_help kirain kodenya komputernya komputernya_sudah laughing laughing_$
lemot_lagi lengkap live_$ loop lunas_$ mampir marahmarah masjid_sudah mboten microscope myself_in ngaco ngaco_$ nik
no_complaints no_further none now_thanks nya_sudah office_$ ok_noted opens_the orderan other_$ out_the oven overnight_$
paid_in pelayanan pensiunan_$ perfect pernah printed printed_$ problems pulih pun_$ pusat quick_$ quiz rekening_$ repair
rezeki rezeki_$ sae salah_saya saldo_saya sampai_dengan sangat_membantu sari sari_$ satisfied saved_my saw saya_mengerti
saya_muncul saya_unduh sekali_sudah sekali_ya selalu senang_$ senang_sekali sense shows_all siap since since_yesterday
smooth so_good something sudah_direstart sudah_kami sudah_nyambung sudah_pada sudah_paham sudah_terang suhu sukses_terus
sunday support_$ tadi_saya tadi_sudah tahu tax tax_form terang teratasi_$ ternyata_memang thanks_thanks thanks_ya
the_clinic the_counter the_donation the_email the_engineer the_lab the_tablets the_tax through tiket_boleh tim to_be
to_normal tokonya tom_$ transcript_pdf tuntas tuntas_$ turned typo umur under unduh urusan utuh_$ very_good was water
when_i who why wifi wifinya_$ wish with_you within without_a without_any working_now works_like works_perfectly years
yep_working you_$ you_saved young 10: #^_greeting #^_tried #^_trouble #all_thing #cause_now #cause_particle #come_glad
#come_greeting #glad_thing #me_fault #not_count #not_doubt #not_question #not_want #particle_all #particle_do
#particle_glad #praise_$ #someone_able #well_well #wish_past *clauses3 *wish 3d 84 >all >clear ^_3 ^_akhirnya ^_angkatan
^_bisa ^_box ^_every ^_hehe ^_horas ^_hormat ^_jelas ^_money ^_ndak ^_none ^_nothing ^_paham ^_phones ^_rancak
^_recommended ^_regards ^_sekali ^_skripsi after_you all_of angkatan aplikasi_$ archive arrived as_you awesome bad bad_$
banking barcode barusan_$ betul_$ bisa_be bisa_buka bisa_nih bisa_upload booking_is brilliant bro_$ cepat_$ clearing
close_this closing_the colleague_already dan dapur dari_saya deh demikian_$ dengan_selamat did_the direstart dream_$
driver drop dua_minggu excellent_$ fixed_ya followed forgiven_$ found_my have_an horas horas_$ i_feel is_been is_silent
is_visible it_took it_with jd just_closing kekirim_$ kembali_semua kepake kira langsung_masuk lega makes malu masuk_$
mau memang mlebet mode my_bad nanya need_to nggih_pak no_need nobody not_one now_i nyala_lagi off_the ok_pak on_me
on_time opened pengiriman penting_sekarang press proyektornya proyektornya_$ ran rancak_bana rare reached reached_my
recommended report_that row salam sangat saya_kira seat sekali_sama selamat_$ semuanya seneng silly_$ smiling smiling_$
solved_ya sorted_now sudah_dapat sudah_di sudah_ok sudah_sae super_$ suratnya tadinya tahun tea tea_$ terbit tersimpan_$
tested thanks_a that_was the_best the_certificate the_phone the_vpn tidak_lemot to_report truly ukt upacara utuh
visible_now vpn_connects was_$ well_that were_right wfh wish_you yang_cepat yang_salah you_an you_were 11: #^_fault
#able_glad #cause_use #close_address #close_it #come_count #cross_well #do_number #doubt_well #greeting_me #it_all
#not_past #now_do #only_amiss #other_now #particle_wish #sorry #thing_thing #unknown_now #want_use #well_greeting
#wish_you *thanks >little >thanks ^_bang ^_barusan ^_beres ^_cheers ^_feeling ^_finally ^_kartunya ^_laporan ^_mahasiswa
^_nobody ^_pensiunan ^_pin ^_salam ^_satu ^_sukses ^_truly ^_uang ada_satu aja_tiket alive anakanak arrived_this as_it
balance_$ banyak_$ bapak_budi belanja berkat booked cakep cheers colok deleted dibuka_$ did_it disini disini_$ dns doa
duaduanya emailnya_$ every_patient fine_$ for_once gan gembira have_made hehe_$ hp_$ instructions_$ is_alive is_clear
it_myself just_to kembali_$ kepasang kepasang_$ kerja kurang_titik lancar_$ langsung_jalan lolos masalah_$ mbps_$
mengerti_$ mengerti_sekarang menyala messages modemnya new_password no_errors nol nothing_to now_in ongkirnya opens
otp_sudah overnight padahal paham_sekarang pass pensiunan rancak reach_me retired rina_$ sertifikatnya_sudah set_$
silakan_ditutup since_tuesday skripsi straight subuh_$ sudah_$ sudah_aktif sudah_pulih suka sukses terima_$ that_did
the_loop tidak_bunyi tiket_$ uang umum wah_cepat warga was_my was_the ya_allah 12: #again_little #all_count #cause_$
#come_it #glad_$ #greeting_$ #it_clear #little_thanks #past_come #past_use #wait_again #want_past #wish_well #you_wish
*clear 10_10 ^_access ^_good ^_hasilnya ^_langsung ^_lengkap ^_masalah ^_mesin ^_pak ^_refund ^_zero a_row accepted air
all_four all_is allah_$ alumni berhasil berhasil_$ by_itself cetak_$ coba_dan customer dan_sudah day_$ emailnya errors
fine_since got_the hehe i_pass in_$ in_this is_solved it_prints itself_$ jalan_lagi kendala lagi_pak lancar lega_sekali
makin mystery needed_$ pakai peace pertama printing_in reach saldo saya_ucapkan sebesarbesarnya_$ selamat sorted_$ subuh
sudah_balik sudah_solved tanpa telepon ternyata_salah tidak_error tutup_tiket unlocked unlocked_$ with_thanks
working_fine ya_mas yes_it you_may zero 13: #able_$ #agreed_close #all_wish #come_thing #thanks_particle #thing_agreed *
*able *well >fault ^_customer ^_have ^_selesai ^_semua ^_tadi ^_understood all_day aman and and_i antrean_warga berkah_$
bisa_$ bisa_pak boleh_ditutup bought cent_$ clear_now close_$ cukup_$ ditutup_tiket fixed_it forgiven habis_sebelum
iduhelp internet is_correct it_out jaya kasih_ya langsung_bisa loop_$ mengerti nilainya no_more phones printing_again
refundnya sae_$ sama_pelayanannya sandi saya_terima selisih set_it sudah_cukup sudah_jelas sudah_ketemu sudah_tidak
ternyata_hp ternyata_kabelnya tutup_aja with_me works_again 14: #degree_$ #entry_well #not_trouble #particle_well
#wish_wish *sorry ^_fixed ^_solved ^_tried beres_kok correct_now credited error_message even helped_$ is_fine is_working
it_now lan lengkap_$ mati_$ prints_$ puas_saya rupanya sekarang_normal sesuai then_your understood_$ website 15:
#me_glad #now_now #now_particle *praise ^_mas ^_rupanya and_running consider_me is_all it_works ketemu pas_$
sekarang_sudah sudah_saged up_and 16: #glad_me #not_amiss #thanks_unknown #well_address ^_clear alhamdulillah_$ berkah
bpjs_$ in_order ke_rekening langsung received_$ resolved_$ ticket_$ 17: #cause_amiss #cross_unknown #well_praise done_ya
invoice_is nyala_$ saya_yang sudah_benar 18: *emoji clear_ya pun 20: #use_again 22: #well_again
"""
